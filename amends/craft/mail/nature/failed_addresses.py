"""Which of the addresses in a server's words is the one that wasn't reached."""

import re
from collections.abc import Iterator, Set
from typing import Final

from amends.craft.mail.packaged import phrases

ADDRESS: Final = re.compile(r"[^\s<>()\[\]\"',;:=@]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_ANNOUNCED: Final = re.compile(  # those that failed are named below
    r"did not reach|(?:following|failed|intended|these) (?:recipient|address|destination)"
    r"|folgende\w* (?:empfänger|adresse)|destinataires? suivants?|siguientes? destinatari|seguent[ei] destinatari"
    r"|seguintes? destinatári",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(  # before the address of somebody else: who sent the mail, and who can help
    r"\b(?:(?<!generated )from|contact|write to|mail to|reported to|von|kontaktieren sie|de la part de)"
    r"[\s:<(\"]*(?:the\s+)?$",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"^[ \t>*-]{0,8}([A-Za-z0-9][\w.+-]{1,63})[ \t]*$", re.MULTILINE)
_BEFORE: Final = 40  # code points before an address that are looked at


def failed_address(words: str, *, ours: Set[str]) -> str | None:
    """Give the address in `words` that failed: the first below the line that announces it, else the first of all.

    `ours`, folded, are passed over, and so is whoever sent the mail or is there to be asked.
    """
    announced = _ANNOUNCED.search(words)
    below = next(_addresses(words, announced.end(), ours), None) if announced else None
    return below or next(_addresses(words, 0, ours), None)


def name_without_domain(words: str, daemon: str) -> str | None:
    """Give the recipient that a server names without its own domain, alone on a line below the announcement."""
    announced = _ANNOUNCED.search(words)
    alone = _ALONE.search(words, announced.end()) if announced else None
    host = ADDRESS.search(daemon)
    return f"{alone[1]}@{host[0].rpartition('@')[2]}" if alone and host else None


def _addresses(words: str, start: int, ours: Set[str]) -> Iterator[str]:
    for found in ADDRESS.finditer(words, start):
        address = found[0].rstrip(".")
        nobody = address.partition("@")[0].casefold() in phrases("kinds", "daemons")
        before = words[max(0, found.start() - _BEFORE) : found.start()]
        if address.casefold() not in ours and not nobody and not _OTHERS.search(before):
            yield address
