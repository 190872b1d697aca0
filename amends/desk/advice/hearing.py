"""Questions of a customer's as agents heard them: what they added is asked, what they struck is not."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amends.craft.listening import hear_once
from amends.craft.text import normalise, sentences
from amends.craft.text.quoted import without_quoted
from amends.desk.advice.models import Example
from amends.desk.advice.rules import SPREADS_FROM, Told, asks, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amends.desk.cases.models import Case, Message

_ENDS: Final = ".!?,;: \n"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the customer's: its words, its place in the message, and whether somebody had to add it."""

    text: str
    message: int
    start: int
    end: int
    added: bool = False

    @property
    def key(self) -> str:
        """Its words, folded."""
        return key_of(self.text)


@dataclass(frozen=True, slots=True)
class Questions:
    """What a customer asks in some messages, as it counts, and what was heard and doesn't count.

    `texts` are the messages as the coach is to read them: what was struck left out, what was added put as a question.
    """

    asked: tuple[Asked, ...] = ()
    struck: tuple[Asked, ...] = ()
    texts: tuple[str, ...] = ()


def questions_in(case: "Case", messages: "Sequence[Message]") -> Questions:
    """Return what is asked in messages of a case, after what agents added and struck here and elsewhere."""
    heard = [asked for message in messages for asked in _heard(message)]
    said = [asked for message in messages for asked in _sentences(message)]
    told = _told({asked.key for asked in (*heard, *said)}, case)
    here = _here(case, messages)
    said_of = {key: asks(key, told, case=case.pk) for key in {each.key for each in told}}
    struck = tuple(asked for asked in heard if said_of.get(asked.key) is False)
    kept = [asked for asked in heard if asked not in struck]
    known = {asked.key for asked in kept}
    added = _first_of_each(asked for asked in (*here, *said) if said_of.get(asked.key) and asked.key not in known)
    order = {message.pk: place for place, message in enumerate(messages)}
    asked = tuple(sorted((*kept, *added), key=lambda each: (order[each.message], each.start)))
    texts = tuple(_as_read(_said(message), message.pk, struck, added) for message in messages)
    return Questions(asked, struck, texts)


def place_in(message: "Message", text: str) -> tuple[int, int] | None:
    """Return where words stand in a message, white space apart; none where they don't."""
    said, wanted = normalise(message.shown), normalise(text).split()
    found = re.search(r"\s+".join(map(re.escape, wanted)), said) if wanted else None
    if found is not None:
        return found.span()
    key = key_of(text)
    return next(((span.start, span.end) for span in sentences(said) if key and key_of(span.text) == key), None)


def _said(message: "Message") -> str:
    return without_quoted(normalise(message.shown))


def _heard(message: "Message") -> "Iterable[Asked]":
    found = hear_once(_said(message)).questions
    return (Asked(span.text, message.pk, span.start, span.end) for span in found)


def _sentences(message: "Message") -> "Iterable[Asked]":
    """Return the sentences that are long enough to be a question because the same words were one elsewhere."""
    spans = [span for span in sentences(_said(message)) if span.text.count(" ") >= SPREADS_FROM - 1]
    return (Asked(span.text.strip(), message.pk, span.start, span.end, added=True) for span in spans)


def _told(keys: "set[str]", case: "Case") -> list[Told]:
    """Return what agents said of these words, in any case, and of any words in this one; oldest first."""
    rows = Example.objects.filter(key__in=keys).order_by("pk").values_list("key", "case", "kind")
    own = Example.objects.filter(case=case).order_by("pk").values_list("key", "case", "kind")
    return [Told(key, number, asks=kind == Example.Kind.ADDED) for key, number, kind in (*rows, *own)]


def _here(case: "Case", messages: "Sequence[Message]") -> list[Asked]:
    """Return what was added in this case, which need not be a sentence of its own."""
    rows = Example.objects.filter(case=case, kind=Example.Kind.ADDED, message__in=[row.pk for row in messages])
    return [Asked(row.text, row.message_id, row.start, row.end, added=True) for row in rows]


def _first_of_each(found: "Iterable[Asked]") -> list[Asked]:
    firsts: dict[str, Asked] = {}
    for asked in found:
        firsts.setdefault(asked.key, asked)
    return list(firsts.values())


def _as_read(text: str, message: int, struck: "Sequence[Asked]", added: "Sequence[Asked]") -> str:
    """Return a message without what was struck, and with what was added as questions before all else."""
    for gone in sorted((each for each in (*struck, *added) if each.message == message), key=lambda each: -each.start):
        text = f"{text[: gone.start]} {text[gone.end :]}"
    asked = " ".join(f"{each.text.rstrip(_ENDS)}?" for each in added if each.message == message)
    return f"{asked}\n\n{text}" if asked else text
