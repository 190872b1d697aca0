"""Test mails from a mailbox to itself: they bear an id by which they are known when they come back."""

from typing import TYPE_CHECKING

from django.conf import settings

from amends.craft.mail import make_id, read_id

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.channels.models import Mailbox

_IN_PLACE_OF_A_CASE = "a-test"  # no number of a case has a hyphen


def id_of_trial(mailbox: "Mailbox", *, now: "datetime") -> str:
    """Return the Message-ID of a test mail, without angle brackets; nobody else can make one up."""
    return make_id(settings.SECRET_KEY.encode(), _IN_PLACE_OF_A_CASE, f"{now:%Y%m%d%H%M%S%f}", mailbox.domain)


def is_trial(message_id: str) -> bool:
    """Return whether a mail with this id is a test mail of ours."""
    named = read_id(settings.SECRET_KEY.encode(), message_id)
    return named is not None and named[0] == _IN_PLACE_OF_A_CASE
