"""Registers the app handoffs."""

from django.apps import AppConfig


class HandoffsConfig(AppConfig):
    """Taking a case and handing it over warmly."""

    name = "amends.desk.handoffs"
    label = "handoffs"
