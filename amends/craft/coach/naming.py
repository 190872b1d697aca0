"""The customer's name as they signed it, and whether a draft uses it."""

import re
from functools import cache
from typing import Final

from amends.craft.coach.packaged import word_lists
from amends.craft.coach.phrases import Hit
from amends.craft.coach.reading import Draft
from amends.craft.text import is_greeting, is_sign_off, normalise, sentences

_PART: Final = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])){0,30}\.?"
_NAME: Final = rf"(?:{_PART} ){{0,4}}{_PART}"
_SIGNED: Final = re.compile(rf"(?:[-–—~^]{{1,2}}\s?)?({_NAME})[.!]?$")
_BEHIND_SIGN_OFF: Final = re.compile(rf"[,\n]\s*({_NAME})\s*$")
_TOLD: Final = re.compile(
    rf"\b(?i:my name is|mein name ist|ich heiße|this is|hier ist|hier spricht) ((?:{_PART} )?{_PART})"
)
_LOOKED_AT: Final = 6  # last lines: a name further up is no signature
_LONGEST_LINE: Final = 400  # code points


def customer_name(message: str) -> str:
    """Give the name under `message`, or told in it; empty where there is none to be sure of."""
    text = normalise(message).strip()
    told = _TOLD.search(text)
    if told and (name := _name(told[1]) or _name(told[1].split()[0])):
        return name
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in reversed(lines[-_LOOKED_AT:]):
        if name := _signed(line[-_LONGEST_LINE:], alone=len(lines) > 1):
            return name
    return ""


def _signed(line: str, *, alone: bool) -> str:
    """Give the name in a line of a signature, behind a sign-off, or as the last words of the only line."""
    if is_greeting(line):
        return ""
    if is_sign_off(line):
        behind = _BEHIND_SIGN_OFF.search(line)
        return _name(behind[1]) if behind else ""
    last = sentences(line)[-1].text
    if last != line and is_sign_off(last):
        return _signed(last, alone=alone)
    signed = _SIGNED.match(last) if alone or last != line or line[0] in "-–—~^" else None
    return _name(signed[1]) if signed else ""


def _name(said: str) -> str:
    """Give `said` without its titles, if it can be a name: capitals, and no word that letters end with."""
    parts = [part for part in said.split() if part.strip(".").lower() not in _words("titles")]
    great = [part for part in parts if part not in _words("small")]
    if not great or not all(part[0].isupper() for part in great):
        return ""
    return "" if any(part.strip(".").lower() in _words("never") for part in parts) else " ".join(parts).rstrip(".")


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(word_lists("names", "names")[which].split())


def name_used(draft: Draft, name: str) -> Hit | None:
    """Give the first place before the closing of `draft` that has a part of `name`; without one, the name greeted."""
    parts = [part.strip(".") for part in name.split() if len(part.strip(".")) > 1]
    if not parts:
        return _greeted(draft)
    spelt = {re.escape(form) for part in parts for form in (part, part.capitalize())}
    closing = next((sentence.start for sentence in draft.sentences if sentence.part == "closing"), len(draft.text))
    found = re.compile(rf"\b(?:{'|'.join(sorted(spelt))})\b").search(draft.text, 0, closing)
    return Hit("name", found.start(), found.end()) if found else None


def _greeted(draft: Draft) -> Hit | None:
    """Give the name in the greeting of `draft`, whoever it is."""
    first = draft.sentences[0] if draft.sentences else None
    hello = first.first("greeting") if first and first.part == "greeting" else None
    if first is None or hello is None:
        return None
    behind = draft.text[hello.end : first.end].rstrip(" ,!:")
    name = _name(behind)
    start = draft.text.find(name, hello.end) if name else -1
    return Hit("name", start, start + len(name)) if start >= 0 else None
