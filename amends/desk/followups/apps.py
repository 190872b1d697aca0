"""Registers the app followups."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """Making sure that it was really solved, and closing."""

    name = "amends.desk.followups"
    label = "followups"
