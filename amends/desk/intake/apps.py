"""Registers the app intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """What reaches us: arrivals, threading and the pile."""

    name = "amends.desk.intake"
    label = "intake"
