"""Mail that a form on a web site sends is of whoever filled it in, whom its Reply-To names."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amends.desk.cases.rules import number_in
from amends.desk.intake.entering.particulars import failed_checks
from amends.desk.intake.threading import lookups

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.channels.models import Mailbox

_FORM: Final = re.compile(
    r"(?:.*[-._+])?(?:no-?reply|do-?not-?reply|mailer|(?:web|contact|kontakt)?-?form(?:s|ular|ulaire)?|wordpress|www-data)",
    re.IGNORECASE,
)
"""Addresses that programs of web sites write from, before the @; nobody reads what is sent there."""


def filled_in(mail: "Mail", mailbox: "Mailbox | None") -> "Mail":
    """Return what a form sent as from the one person of another house whom it wants answered; other mail as it is.

    Anybody can name anybody in Reply-To, so this opens cases and does not lead into one that is there: nothing is
    believed of a mail that answers something, names a case, or failed a check of its sender.
    """
    local, _, house = mail.sender.address.lower().rpartition("@")
    if len(mail.reply_to) != 1 or mail.kind != "message" or mail.automatic or not _FORM.fullmatch(local):
        return mail
    writer = mail.reply_to[0]
    value = writer.address.lower()
    if value.rpartition("@")[2] == house or _FORM.fullmatch(value.rpartition("@")[0]):
        return mail
    answers = mail.in_reply_to or mail.references or number_in(mail.subject)
    if answers or failed_checks(mail, mailbox) or lookups.ours(value):
        return mail
    return replace(mail, sender=writer)
