"""Mail that a form on a web site sends is of whoever filled it in, whom its Reply-To names."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amends.desk.cases.rules import numbers_in
from amends.desk.intake.entering.particulars import failed_checks
from amends.desk.intake.threading import lookups

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.channels.models import Mailbox

_FORM: Final = re.compile(
    r"(?:.*[-._+])?(?:no-?reply|do-?not-?reply|mailer|(?:web|contact|kontakt)?-?form(?:s|ular|ulaire)?(?:-?submissions?)?"
    r"|submissions?|wordpress|www(?:-data|-run)?|web(?:site|server|master)?|apache|nginx|nobody|root|notifications?"
    r"|service|info|office|admin|contact|kontakt)(?:\+.*)?",
    re.IGNORECASE,
)
"""Addresses that programs of web sites write from, before the @: nobody reads them, or no one person does."""


def filled_in(mail: "Mail", mailbox: "Mailbox | None") -> "Mail":
    """Return what a form sent as from the one person whom it wants answered; other mail as it is.

    Many forms send under the address of the desk itself. Anybody can name anybody in Reply-To, so this opens cases and
    does not lead into one that is there: nothing is believed of a mail that answers something, names a case, or failed
    a check of its sender.
    """
    if len(mail.reply_to) != 1 or mail.kind != "message" or mail.automatic or mail.in_reply_to or mail.references:
        return mail
    sender, writer = mail.sender.address.lower(), mail.reply_to[0]
    if writer.address.lower() == sender or _is_a_form(writer.address) or failed_checks(mail, mailbox):
        return mail
    if not _is_a_form(sender) and lookups.ours(sender) != "mailbox":
        return mail
    if lookups.ours(writer.address.lower()) or lookups.cases_with_numbers(numbers_in(mail.subject)):
        return mail
    return replace(mail, sender=writer)


def _is_a_form(address: str) -> bool:
    return bool(_FORM.fullmatch(address.rpartition("@")[0]))
