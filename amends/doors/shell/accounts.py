"""Accounts of agents: nobody signs up by themselves, and mails name the configured public URL."""

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """The door to accounts: login and password reset only."""

    def is_open_for_signup(self, request: "HttpRequest") -> bool:
        """Keep strangers out: agents are added by a lead or on the command line."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the reset link on the configured public URL, whatever the Host header said."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return DeskSettings.current().public_url.rstrip("/") + path.replace("UID-KEY", key)
