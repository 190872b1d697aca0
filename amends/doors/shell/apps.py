"""The shell as a Django app: templates, static files and template tags."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Holds no tables: only what pages are made of."""

    name = "amends.doors.shell"
    label = "shell"
