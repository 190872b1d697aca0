"""Registers the app plays."""

from django.apps import AppConfig


class PlaysConfig(AppConfig):
    """Known kinds of conversation, step by step on record."""

    name = "amends.desk.plays"
    label = "plays"
