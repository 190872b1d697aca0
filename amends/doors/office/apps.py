"""Registers the office."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The leads' door: how the desk works."""

    name = "amends.doors.office"
    label = "office"
