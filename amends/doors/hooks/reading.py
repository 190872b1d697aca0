"""Reads the body of a call; what it can't read it names."""

import json
from datetime import datetime
from typing import Any

from amends.craft import money
from amends.craft.refusal import Malformed, Missing
from amends.desk.offers.hooked import Evidence

KEYS = frozenset({"id", "case", "promise", "reference", "amount", "on"})
LONGEST = 16 * 1024
"""Bytes of a body; evidence is a line, not a document."""


def read(body: bytes) -> Evidence:
    """Return what a call says.

    Raises Malformed (code "body") with the key that can't be read, Missing for one that isn't there.
    """
    try:
        said = json.loads(body.decode())
    except ValueError as error:  # also what is no UTF-8
        raise Malformed("body", key="the body, which has to be a JSON object") from error
    if not isinstance(said, dict):
        raise Malformed("body", key="the body, which has to be a JSON object")
    for key in said.keys() - KEYS:
        raise Malformed("body", key=key)
    amount = _text(said, "amount", needed=False)
    return Evidence(
        call_id=_text(said, "id")[:120],
        case=_text(said, "case")[:8],
        promise=_number(said),
        reference=_text(said, "reference")[:300],
        amount=money.parse(amount) if amount else None,
        on=_instant(_text(said, "on", needed=False)),
    )


def _text(said: dict[str, Any], key: str, *, needed: bool = True) -> str:
    value = said.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not value.strip():
        raise Missing("key", key=key)
    return value.strip()


def _number(said: dict[str, Any]) -> int:
    value = said.get("promise")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise Malformed("body", key="promise")
    return value


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed("body", key="on") from error
    if at.tzinfo is None:
        raise Malformed("body", key="on")
    return at
