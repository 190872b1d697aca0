"""Mail that comes through a group of ours, such as a Google group whose address customers write to, is its writer's."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amends.desk.channels.models import Mailbox
from amends.desk.intake.entering.particulars import failed_checks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amends.craft.mail import Mail

_NOBODY: Final = re.compile(
    r"(?:.*[-._+])?(?:no-?reply|do-?not-?reply|bounces?|notifications?|news(?:letter)?)", re.IGNORECASE
)


def through_a_group(mail: "Mail", mailbox: Mailbox | None) -> "Mail":
    """Return what a group of ours handed on, or a list to which the writer wrote beside us, as the writer's own mail.

    Every other mail is returned as it is; what other lists send stays automatic. A group that keeps to DMARC puts its
    own address into From. Who wrote is then believed only of a group of ours, and where no check of its mail failed.
    """
    group = mail.group
    if group is None:
        return mail
    ours = {value.lower() for value in Mailbox.objects.values_list("address", flat=True)}
    rewritten = mail.sender.address.lower() in group.addresses
    is_ours = not ours.isdisjoint(group.addresses) or not _houses(ours).isdisjoint(_houses(group.addresses))
    addressed = any(who.address.lower() in ours for who in (*mail.to, *mail.cc))
    if not is_ours and (rewritten or not addressed):
        return mail
    if rewritten and failed_checks(mail, mailbox):
        return mail
    return handed_on(mail)


def handed_on(mail: "Mail") -> "Mail":
    """Return what any group handed on as the mail of the person who wrote it, where one is named; other mail as it is.

    Nothing is asked of the group here: for who knows better, such as a person who makes a case of it.
    """
    writer = mail.group.writer if mail.group else None
    if writer is None or _NOBODY.fullmatch(writer.address.partition("@")[0]):
        return mail
    return replace(mail, sender=writer, kind="message", automatic=False)


def _houses(addresses: "Iterable[str]") -> set[str]:
    return {value.rpartition("@")[2] for value in addresses}
