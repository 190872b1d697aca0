"""Registers the app jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that a worker does next, kept as leased rows."""

    name = "amends.desk.jobs"
    label = "jobs"
