"""Registers the app drafting."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Rewordings and summaries that a language model drafts, and nobody has to use."""

    name = "amends.desk.drafting"
    label = "drafting"
