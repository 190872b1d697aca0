"""Whether a person stands behind a draft by name, and not only a team or a company."""

import re
from typing import Final

from amends.craft.coach.naming import PART, listed, name_in, plain
from amends.craft.coach.reading import Draft
from amends.craft.text import is_sign_off

_INTRODUCED: Final = re.compile(
    r"\b(?i:my name is|i am|i'm|i’m|this is|it's|mein name ist|ich bin|ich heiße|hier ist|hier schreibt|mi nombre es"
    rf"|me llamo|soy) ({PART})"
)
_PIECES: Final = re.compile(
    r"\s*(?:[,|/()•·–—]|\s-\s"
    r"|\b(?i:from|of|at|for|von|vom|bei|de|del|para|your|ihr|ihre|im auftrag|i\. ?a\.)\b)\s*"
)
_CAPITALISED: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_TAIL: Final = 7  # last sentences among which a signature stands
_SIGNATURE: Final = 70  # code points of one line
_NAME: Final = 5  # words of a name with its title
_READ: Final = 20_000  # code points of a draft


def signed_by_human(draft: Draft, *, name: str = "", signature: str = "") -> bool:
    """Tell whether somebody stands behind the draft by name: under it, in `signature`, or in its words."""
    lines = [*_tail(draft), *signature.strip().splitlines()[:_TAIL]]
    not_us = {plain(part).strip() for part in name.split()}
    if any(_names_someone(line, draft, not_us) for line in lines):
        return True
    return any(name_in(found[1]) for found in _INTRODUCED.finditer(draft.text[:_READ]))


def _tail(draft: Draft) -> list[str]:
    """Give the lines under the sign-off, or the last short ones where there is none."""
    last = draft.sentences[-_TAIL:]
    closing = next((place for place, each in enumerate(last) if is_sign_off(each.text) or each.part == "closing"), None)
    if closing is None:
        closing = next((place for place, each in enumerate(last) if "closing" in each.signs), len(last) - 1)
        if last and "closing" not in last[closing].signs and _is_said(last[closing].text):
            return []
    while closing > 0 and not _is_said(last[closing - 1].text) and last[closing - 1].part != "greeting":
        closing -= 1
    lines = [line for each in last[closing:] for line in each.text.split("\n")]
    return [line.strip(" -–—~^*_>.!") for line in lines if len(line) <= _SIGNATURE]


def _is_said(text: str) -> bool:
    """Tell whether words at the end of a draft are a sentence, and nobody's name."""
    return text[-1] in ".?!:" and len(text.split()) > _NAME


def _names_someone(line: str, draft: Draft, not_us: set[str]) -> bool:
    """Tell whether a line of a signature has a person's name, which isn't that of a team, a firm or the customer."""
    return any(_is_person(piece, draft, not_us) for piece in _PIECES.split(line))


def _is_person(piece: str, draft: Draft, not_us: set[str]) -> bool:
    said = [word for word in _CAPITALISED.findall(piece) if word.strip(".").lower() not in listed("titles")]
    low = [word.strip(".").lower() for word in said]
    if not listed("firms").isdisjoint(low) or (low and not_us.issuperset(plain(each).strip() for each in low)):
        return False
    never = listed("never") - listed("also_names")
    names = [word for word, each in zip(said, low, strict=True) if word[0].isupper() and each not in never]
    return bool(names) and not (len(names) == 1 and _is_firm(names[0], draft))


def _is_firm(name: str, draft: Draft) -> bool:
    """Tell whether the draft speaks of `name` as of a company: "thank you for choosing Brightwave"."""
    spoken_of = rf"\b(?:at|with|by|choosing|contacting|using|the|our|your|bei|mit|en|con) {re.escape(name)}\b"
    return re.search(spoken_of, draft.text[:_READ]) is not None
