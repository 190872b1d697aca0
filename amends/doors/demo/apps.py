"""Registers the door of the sample desk."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The sample desk."""

    name = "amends.doors.demo"
    label = "demo"
