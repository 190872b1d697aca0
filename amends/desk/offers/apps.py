"""Registers the app offers."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Understanding, promises and action items."""

    name = "amends.desk.offers"
    label = "offers"
