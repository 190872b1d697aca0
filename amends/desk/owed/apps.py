"""Registers the app owed."""

from django.apps import AppConfig


class OwedConfig(AppConfig):
    """What we owe the customer: obligations and promises."""

    name = "amends.desk.owed"
    label = "owed"
