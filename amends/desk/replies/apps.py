"""Registers the app replies."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """What we say: drafts, replies, calls and notes."""

    name = "amends.desk.replies"
    label = "replies"
