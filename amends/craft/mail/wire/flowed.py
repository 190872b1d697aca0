"""Text whose lines were broken for the transport only (RFC 3676, format=flowed), put together again."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

_SIGNATURE: Final = "-- "
_RULE: Final = re.compile(r"[-_=*~]{3}")  # a footer or a separator that a server put below what was sent


def unflowed(text: str, *, del_sp: bool) -> str:
    """Join the lines of `text` that end softly; with `del_sp` the blank at such an end goes.

    Lines are joined with those of the same depth of quotation only, and never over an empty line: there the blank
    was left by hand. The marks of quotations stay; the blank that protects the beginning of an unquoted line goes.
    """
    joined = StringIO()
    held = ""  # what was read last, whose blank at the end may still go
    soft = -1  # the depth of a line that goes on in the next one
    for line in _lines(text):
        said = line.lstrip(">")
        depth = len(line) - len(said)
        said = said.removeprefix(" ")
        fixed = said == _SIGNATURE or not said
        if soft == depth and not fixed and not _RULE.match(said):
            joined.write(held[:-1] if del_sp else held)
            held = said
        else:
            joined.write(held)
            held = f"\n{line if depth else said}"
        soft = depth if said.endswith(" ") and not fixed else -1
    joined.write(held)
    return joined.getvalue()[1:]


def _lines(text: str) -> Iterator[str]:
    """Give the lines of `text` without holding all of them."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]
