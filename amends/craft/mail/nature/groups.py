"""Mail that a list or group handed on though a person wrote it: at which addresses, and who wrote it first."""

import re
from collections.abc import Iterator
from typing import Final

from amends.craft.mail.mail import Address, Group
from amends.craft.mail.nature.reports import null_return_path
from amends.craft.mail.wire.addresses import read_addresses
from amends.craft.mail.wire.headers import Headers

_POST: Final = re.compile(r"mailto:([^\s<>?@]{1,64}@[^\s<>?]{1,253})", re.IGNORECASE)
_NAMED: Final = re.compile(r"<\s*([^\s<>.@]{1,64})[.@]([^\s<>@]{1,253}\.[^\s<>@.]{1,63})\s*>")
_MACHINES: Final = frozenset({
    "list-unsubscribe-post", "x-autoreply", "x-autorespond", "x-auto-response-suppress", "x-campaign", "x-campaignid",
    "x-mailer-recptid", "x-csa-complaints",
})  # fmt: skip
"""What newsletters and programs bear, and mails of people that a list handed on do not."""
_VIA: Final = re.compile(r"\s+(?:via|über|durch|par|por|tramite)\s.*$", re.IGNORECASE)


def read_group(headers: Headers, sender: Address, reply_to: tuple[Address, ...]) -> Group | None:
    """Give the group that handed a mail on; None where nothing says that a person wrote it, as with newsletters.

    Groups that keep to DMARC put their own address into From; who wrote it then stands elsewhere.
    """
    by_machines = not _MACHINES.isdisjoint(headers.fields) and not headers.has("x-google-group-id")
    if by_machines or _is_a_machines(headers):
        return None
    addresses = tuple(dict.fromkeys(_addresses(headers)))
    if not addresses:
        return None
    if sender.address.lower() not in addresses:
        return Group(addresses, sender)
    return Group(addresses, next(_writers(headers, sender, reply_to, addresses), None))


def _is_a_machines(headers: Headers) -> bool:
    submitted = headers.text("auto-submitted").lower() if headers.has("auto-submitted") else "no"
    precedence = headers.text("precedence").strip().lower() if headers.has("precedence") else "list"
    return not submitted.startswith("no") or precedence != "list" or null_return_path(headers)


def _addresses(headers: Headers) -> Iterator[str]:
    """Give where one writes to the group: as it says, and as the name of the list has it."""
    if headers.has("list-post"):
        yield from (found[1].lower() for found in _POST.finditer(headers.text("list-post")))
    if headers.has("list-id"):
        yield from (f"{found[1]}@{found[2]}".lower() for found in _NAMED.finditer(headers.text("list-id")))


def _writers(
    headers: Headers, sender: Address, reply_to: tuple[Address, ...], addresses: tuple[str, ...]
) -> Iterator[Address]:
    values = [value for name in ("x-original-from", "x-original-sender") for value in headers.all(name)]
    for who in (*(who for value in values for who in read_addresses(value)), *reply_to):
        if who.address and who.address.lower() not in addresses:
            yield Address(who.name or _VIA.sub("", sender.name).strip(" '\""), who.address)
