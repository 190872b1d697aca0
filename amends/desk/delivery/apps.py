"""Registers the app delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Dispatches: one delivery of one message."""

    name = "amends.desk.delivery"
    label = "delivery"
