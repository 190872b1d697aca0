"""Registers the app cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, what was said in them and what happened."""

    name = "amends.desk.cases"
    label = "cases"
