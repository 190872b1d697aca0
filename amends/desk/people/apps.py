"""Registers the app people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Agents, teams, customers and their addresses."""

    name = "amends.desk.people"
    label = "people"
