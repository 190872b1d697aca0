"""Registers the app policies."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """How this desk does things: its name, hours, times and texts."""

    name = "amends.desk.policies"
    label = "policies"
