"""Registers the app search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding everything that was said."""

    name = "amends.desk.search"
    label = "search"
