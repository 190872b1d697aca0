"""Registers the app advice."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    """What the coach was told by this desk."""

    name = "amends.desk.advice"
    label = "advice"
