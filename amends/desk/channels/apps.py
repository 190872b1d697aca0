"""Registers the app channels."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The mailboxes through which customers reach us and we reach them."""

    name = "amends.desk.channels"
    label = "channels"
