"""Header values as they are written: encoded where they must be, folded, and free of anything that ends a header."""

import re
from collections.abc import Iterable, Sequence
from email.header import Header
from typing import Final

from amends.craft.mail.mail import Address
from amends.craft.mail.wire.headers import one_line
from amends.craft.refusal import Malformed

_WIDTH: Final = 76
_MOST_IDS: Final = 998  # octets: what a line may hold, should a server unfold the header
_LONGEST_WORD: Final = 70
_ID: Final = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]{1,900}")
_LOCAL: Final = re.compile(r"[\x21\x23-\x27\x2a\x2b\x2d-\x39\x3d\x3f\x41-\x5a\x5e-\x7e]{1,64}")
_DOMAIN: Final = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f.:IPv]{3,60}\]")
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


def phrase(text: str, name: str) -> str:
    """Give `text` as the value of the header `name`: in encoded words unless plain ASCII says it."""
    text = one_line(text)
    plain = text.isascii() and "=?" not in text and all(len(word) <= _LONGEST_WORD for word in text.split())
    charset = "us-ascii" if plain else "utf-8"
    text = text.encode("utf-8", "replace").decode()
    return Header(text, charset, maxlinelen=_WIDTH, header_name=name).encode(linesep="\r\n")


def address_list(addresses: Sequence[Address]) -> str:
    """Give addresses with their names, one a line."""
    return ",\r\n ".join(_address(who) for who in addresses)


def ids(values: Iterable[str]) -> str:
    """Give ids in angle brackets, one a line; of too many the first and as many of the last as one line may hold."""
    found = [f"<{id_}>" for id_ in (value.strip("<> \t\r\n") for value in values) if _ID.fullmatch(id_)]
    if not found:
        return ""
    first, *rest = found
    room = _MOST_IDS - len("References: ") - len(first)
    kept = len(rest)
    while kept and sum(len(id_) + 1 for id_ in rest[-kept:]) > room:
        kept -= 1
    if rest and not kept:  # two ids of enormous length: the one that is answered matters more
        return rest[-1]
    return "\r\n ".join([first, *(rest[-kept:] if kept else [])])


def _address(who: Address) -> str:
    address = _checked(who.address)
    name = one_line(who.name)
    if not name:
        return address
    if name.isascii() and "=?" not in name and len(name) <= _LONGEST_WORD:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f"{name} <{address}>" if _ATOMS.fullmatch(name) else f'"{quoted}" <{address}>'
    name = name.encode("utf-8", "replace").decode()
    coded = Header(name, "utf-8", maxlinelen=_WIDTH, header_name="Reply-To").encode(linesep="\r\n")
    return f"{coded}\r\n <{address}>"


def _checked(address: str) -> str:
    """Give the address with its domain in ASCII; refuse what could end the header or no server would take."""
    local, at, domain = address.strip().rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            domain = ""
    if not (at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise Malformed("address", address=address)
    return f"{local}@{domain}"
