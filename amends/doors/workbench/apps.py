"""Registers the workbench."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The agents' door: what is owed, cases, and everything done with them."""

    name = "amends.doors.workbench"
    label = "workbench"
