"""Subjects without what answering and sending on puts before them."""

import re
from typing import Final

_ANSWERS: Final = "re|aw|antw|antwort|sv|vs|odp|ynt|res|rép|rif|ref|r|отв|ha|vá|答复|回复|回覆|返信|답장"
_FORWARDS: Final = "fw|fwd|wg|tr|rv|i|enc|pd|doorst|vb|fs|wl|пер|转发|轉寄|転送|전달"
_ONE: Final = rf"(?:{_ANSWERS}|{_FORWARDS})\s*(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\d{{1,2}})?\s*[:：]\s*"
_PREFIX: Final = re.compile(f"(?:{_ONE})+", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """Give `subject` without "Re:", "AW:", "Fwd:" and their like before it, however many there are."""
    match = _PREFIX.match(subject.lstrip())
    return subject.lstrip()[match.end() :] if match else subject.strip()
