"""Registers the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The customers' door: one page a signed link opens."""

    name = "amends.doors.portal"
    label = "portal"
