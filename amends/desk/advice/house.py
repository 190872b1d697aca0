"""Rules of the house as the coach reads them: packs made from simple forms, and all that are in use."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from django.utils.text import slugify

from amends.craft.coach import read_pack
from amends.craft.refusal import Malformed
from amends.craft.text import fold
from amends.desk.advice.models import HouseRule

if TYPE_CHECKING:
    from amends.craft.coach import Rule

type Kind = Literal["never", "name", "always", "length", "written"]
type Severity = Literal["warning", "hint"]

MOST_WORDS: Final = 60
LONGEST_LINE: Final = 120
_LONGEST_ID: Final = 26
_WORD: Final = re.compile(r"[\w'&%-]+\*?")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class HouseCard:
    """A rule of the house as it was filled in; `words` are lines, `document` is for those written in full."""

    kind: Kind
    words: tuple[str, ...] = ()
    instead: str = ""
    why: str = ""
    severity: Severity = "warning"
    document: str = ""


def house() -> "tuple[Rule, ...]":
    """Return the rules of the house in use; the same object as long as nobody changes one."""
    return _read(tuple(HouseRule.objects.in_use().order_by("pk").values_list("slug", "document")))


def rules_in(slug: str, document: str) -> "tuple[Rule, ...]":
    """Read a pack of the house; raises Malformed with what is wrong in it."""
    return read_pack(slug, document, house=True)


def document_of(card: HouseCard, slug: str) -> str:
    """Return the pack that says what a simple form was filled in with; what was written in full stays as it is."""
    if card.kind == "written":
        return card.document
    return "\n".join(('theme = "House"', *(line for rule in _rules(card, slug) for line in ("", *rule)))) + "\n"


def id_of(words: str, *, otherwise: str) -> str:
    """Return words as a part of a rule's id."""
    return slugify(words).replace("-", "_")[:_LONGEST_ID].strip("_") or otherwise


def phrase_of(line: str) -> str:
    """Return plain words as a phrase: words and stars, all other signs left out."""
    return " ".join(_WORD.findall(fold(line)))


def plain(line: str) -> str:
    """Return a line without what can't be written, and without blanks at its ends."""
    return " ".join(_CONTROL.sub(" ", line).split())


def _rules(card: HouseCard, slug: str) -> Iterator[Sequence[str]]:
    """Yield the lines of each rule; of names, each is a rule by itself, for each has its own spelling to advise."""
    rule = f"house.{slug}"
    match card.kind:
        case "never":
            phrases = _list(phrase_of(line) for line in card.words)
            yield _rule(card, rule, why="We don't say “{text}”", say=_advice(card), what=f"phrases = {phrases}")
        case "name":
            for number, name in enumerate(card.words, 1):
                yield _rule(
                    card,
                    f"{rule}.{id_of(name, otherwise='name')}_{number}",
                    why=f"It is spelt {name}",
                    say=_joined(f"Write “{name}”.", card.why),
                    what=f"spelt = {_list([name])}",
                )
        case "always":
            phrases = _list(phrase_of(line) for line in card.words)
            why = f"“{card.words[0]}” is missing"
            yield _rule(card, rule, why=why, say=_advice(card), what=f"wanted = {phrases}")
        case "length":
            most = card.words[0]
            say = _joined("Say less, or call.", card.why)
            yield _rule(card, rule, why=f"More than {most} words", say=say, what="", top=f"longer_than = {most}")
        case "written":
            return


def _rule(card: HouseCard, rule: str, *, why: str, say: str, what: str, top: str = "") -> Sequence[str]:
    lines = ("[[rule]]", f"id = {_text(rule)}", f'severity = "{card.severity}"', f"why = {_text(why)}", top)
    said = ("[rule.any]", what, f"suggestion = {_text(say)}")
    return [line for line in (*lines, *said) if line]


def _advice(card: HouseCard) -> str:
    if card.instead:
        return _joined(card.why, f"Write “{card.instead}”.")
    return _joined(card.why) or ("Say it in another way." if card.kind == "never" else "Please add it.")


def _joined(*parts: str) -> str:
    """Join sentences, each with its full stop."""
    said = [part if part[-1] in ".!?”" else f"{part}." for part in parts if part]
    return " ".join(said)


def _list(lines: "Iterator[str] | Sequence[str]") -> str:
    return f"[{', '.join(_text(line) for line in lines)}]"


def _text(text: str) -> str:
    return json.dumps(plain(text), ensure_ascii=False)


@lru_cache(maxsize=4)
def _read(documents: tuple[tuple[str, str], ...]) -> "tuple[Rule, ...]":
    """Read packs; one that a newer version of amends can't read any more is silent instead of stopping everybody."""
    found: list[Rule] = []
    for slug, document in documents:
        try:
            found.extend(rules_in(slug, document))
        except Malformed:
            continue
    return tuple(found)
