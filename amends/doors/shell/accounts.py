"""Accounts of agents: nobody signs up by themselves, and mails name the configured public URL."""

from email.utils import formataddr
from typing import TYPE_CHECKING, cast

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings as process
from django.urls import reverse

from amends.desk.channels.connecting import sending_mailbox
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.http import HttpRequest

    from amends.desk.people.models import Agent


class ClosedAdapter(DefaultAccountAdapter):
    """The door to accounts: login and password reset only."""

    def is_open_for_signup(self, request: "HttpRequest") -> bool:
        """Keep strangers out: agents are added by a lead or on the command line."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the reset link on the configured public URL, whatever the Host header said."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return DeskSettings.current().public_url.rstrip("/") + path.replace("UID-KEY", key)

    def get_from_email(self) -> str:
        """Return the desk as the sender, by the mailbox that sends."""
        mailbox = sending_mailbox()
        return formataddr((DeskSettings.current().name, mailbox.address if mailbox else "desk@localhost"))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, object],
        headers: dict[str, str] | None = None,
    ) -> "EmailMessage":
        """Write a mail of the accounts; every one of them names the desk."""
        named = {**context, "desk": DeskSettings.current().name}
        return cast("EmailMessage", super().render_mail(template_prefix, email, named, headers))


def password_link(agent: "Agent") -> str:
    """Return a link by which an agent chooses a password, good for three days and for once."""
    key = f"{user_pk_to_url_str(agent)}-{default_token_generator.make_token(agent)}"
    link: str = get_adapter().get_reset_password_from_key_url(key)
    return link


def mail_password_link(agent: "Agent") -> bool:
    """Mail an agent the link; return whether it is on its way. The sample desk mails nothing."""
    if process.DEMO or sending_mailbox() is None:
        return False
    context = {"user": agent, "password_reset_url": password_link(agent), "welcome": True}
    return bool(get_adapter().render_mail("account/email/password_reset_key", agent.email, context).send())
