"""The customer's name as they signed it, and whether a draft uses it."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from amends.craft.coach.packaged import word_lists
from amends.craft.coach.phrases import Hit
from amends.craft.coach.reading import Draft
from amends.craft.text import is_greeting, is_sign_off, normalise, sentences

PART: Final = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])){0,30}\.?"
_NAME: Final = rf"(?:{PART} ){{0,4}}{PART}"
_SIGNED: Final = re.compile(rf"(?:[-–—~^]{{1,2}}\s?)?({_NAME})[.!]?$")
_BEHIND_SIGN_OFF: Final = re.compile(rf"[,\n]\s*({_NAME})\s*$")
_TOLD: Final = re.compile(
    rf"\b(?i:my name is|mein name ist|ich heiße|this is|hier ist|hier spricht) ((?:{PART} )?{PART})"
)
_INITIALS: Final = 3  # letters at most
_PAIRS: Final = re.compile(r"([aou])e")  # "Müller" may be written "Mueller"
_ALIKE: Final = 3  # letters of a short form
_LOOKED_AT: Final = 6  # last lines: a name further up is no signature
_READ: Final = 20_000  # code points of a text
_LONGEST_LINE: Final = 400  # code points


@lru_cache(maxsize=4)  # a message stays the same while its answer is typed
def customer_name(message: str) -> str:
    """Give the name under `message`, or told in it; empty where there is none to be sure of."""
    text = normalise(message).strip()
    told = _TOLD.search(text)
    if told and (name := name_in(told[1]) or name_in(told[1].split()[0])):
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
        return name_in(behind[1]) if behind else ""
    last = sentences(line)[-1].text
    if last != line and is_sign_off(last):
        return _signed(last, alone=alone)
    signed = _SIGNED.match(last) if alone or last != line or line[0] in "-–—~^" else None
    name = name_in(signed[1]) if signed else ""
    return "" if _is_cried(name) else name


def _is_cried(name: str) -> bool:
    """Tell whether one word in capitals is rather the last word of a complaint: "IMMEDIATELY"."""
    return " " not in name and ((name.isupper() and len(name) > _INITIALS) or name.lower().endswith("ly"))


def name_in(said: str) -> str:
    """Give `said` without its titles, if it can be a name: capitals, and no word that letters end with."""
    parts = [part for part in said.split() if part.strip(".").lower() not in listed("titles")]
    great = [part for part in parts if part not in listed("small")]
    if not great or not all(part[0].isupper() for part in great):
        return ""
    return "" if any(part.strip(".").lower() in listed("never") for part in parts) else " ".join(parts).rstrip(".")


@cache
def listed(which: str) -> frozenset[str]:
    """Give one list of words that are no names, or that stand beside them."""
    return frozenset(word_lists("names", "names")[which].split())


def name_used(draft: Draft, name: str) -> Hit | None:
    """Give the first place before the closing of `draft` that has a part of `name`; without one, the name greeted."""
    parts = [part.strip(".") for part in name.split() if len(part.strip(".")) > 1]
    if not parts:
        return _greeted(draft)
    spelt = {re.escape(form) for part in parts for form in (part, part.capitalize())}
    closing = next((sentence.start for sentence in draft.sentences if sentence.part == "closing"), len(draft.text))
    found = re.compile(rf"\b(?:{'|'.join(sorted(spelt))})\b").search(draft.text, 0, closing)
    return Hit("name", found.start(), found.end()) if found else _greeted_alike(draft, name)


def _greeted_alike(draft: Draft, name: str) -> Hit | None:
    """Give the name in the greeting where it is `name` in another spelling or for short: "Bob", "Mueller"."""
    greeted = _greeted(draft)
    said = plain(draft.text[greeted.start : greeted.end]).split() if greeted else []
    return greeted if any(_alike(one, other) for one in said for other in plain(name).split()) else None


def _greeted(draft: Draft) -> Hit | None:
    """Give the name in the greeting of `draft`, whoever it is."""
    first = draft.sentences[0] if draft.sentences else None
    hello = first.first("greeting") if first and first.part == "greeting" else None
    if first is None or hello is None or "placeholder" in first.signs:
        return None
    behind = draft.text[hello.end : first.end].rstrip(" ,!:")
    name = name_in(behind)
    start = draft.text.find(name, hello.end) if name else -1
    return Hit("name", start, start + len(name)) if start >= 0 else None


def greets_another(draft: Draft, name: str, message: str) -> Hit | None:
    """Give the name in the greeting where it is none that the customer goes by, or that their message has at all."""
    greeted = _greeted(draft)
    known = plain(f"{name} {customer_name(message)}").split()
    if greeted is None or not any(len(part) > 1 for part in known):
        return None
    said = plain(draft.text[greeted.start : greeted.end]).split()
    if any(_alike(one, other) for one in said for other in known):
        return None
    return None if set(said).intersection(plain(message).split()) else Hit("wrong_name", greeted.start, greeted.end)


def _alike(one: str, other: str) -> bool:
    """Tell whether two plain names may be one: the same, one short for the other, an initial, or a known short form."""
    short, long = sorted((_PAIRS.sub(r"\1", one), _PAIRS.sub(r"\1", other)), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    if len(short) >= _ALIKE and long.startswith(short):
        return True
    return any(short in forms and long in forms for forms in _short_forms())


@cache
def _short_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in word_lists("names", "names")["short"].split("\n") if line.strip())


def plain(said: str) -> str:
    """Give `said` in small letters without accents, and with blanks for all that is no letter."""
    parted = unicodedata.normalize("NFD", said.casefold()[:_READ])
    return "".join(letter if letter.isalpha() else " " for letter in parted if not unicodedata.combining(letter))
