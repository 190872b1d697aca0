"""What was heard in a message, judgement by judgement, each with the words that carried it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from amends.craft.listening import Heard, hear
from amends.doors.workbench.heard_page import HeardPage, Judgement

if TYPE_CHECKING:
    from amends.desk.cases.models import Message

_SEVERITIES = ("none", "a nuisance", "something doesn't work", "money or days are lost", "somebody may be hurt")
_URGENCIES = ("none", "soon", "today", "at once")
_ABUSES = ("none", "strong words", "insults", "threats")
_LIKELY, _RATHER = 0.8, 0.5
_NOT = frozenset({"none", "rather not"})
_LISTS = {
    "questions": "Asks",
    "requests": "Requests",
    "wants": "Wants",
    "tried": "Has tried",
}


def heard_page(message: "Message") -> HeardPage:
    """Return the page; the message is heard anew, with the rules and models of today."""
    heard = hear(message.shown, channel=message.channel, subject=message.subject)
    judged = tuple(_judged(heard))
    return HeardPage(
        title=message.subject or "(no subject)",
        back_url=f"/cases/{message.case.number}/#said-{message.pk}",
        judgements=(*(each for each in judged if each.words not in _NOT), *_told(heard)),
        quiet=tuple(each.name.lower() for each in judged if each.words in _NOT),
    )


def _judged(heard: Heard) -> Iterator[Judgement]:
    """Yield what was judged, with its evidence; chances that were never measured are told in words alone."""
    yield _of(heard, "Tone", heard.tone, *_FEELINGS)
    yield _of(heard, "Complaint", _chance(heard.complaint), "complaint")
    yield _of(heard, "Severity", _SEVERITIES[heard.severity], "severity")
    yield _of(heard, "Urgency", _URGENCIES[heard.urgency], "urgency")
    yield _of(heard, "Leaving", _chance(heard.churn), "churn")
    yield _of(heard, "Abuse", _ABUSES[heard.abuse], "abuse")
    yield _of(heard, "Somebody senior", _chance(heard.wants_supervisor), "supervisor")
    yield _of(heard, "A call", _chance(heard.wants_call), "call")
    if heard.alarms:
        yield Judgement("Must not wait", " and ".join(heard.alarms))


_FEELINGS = (
    "anger",
    "disappointment",
    "sadness",
    "worry",
    "confusion",
    "helplessness",
    "betrayal",
    "gratitude",
    "relief",
)


def _of(heard: Heard, name: str, words: str, *judged: str) -> Judgement:
    carried = sorted((each for each in heard.evidence if each.what in judged), key=lambda each: -each.much)
    return Judgement(name, words, tuple(dict.fromkeys(f"“{' '.join(each.text.split())}”" for each in carried)))


def _told(heard: Heard) -> Iterator[Judgement]:
    """Yield what the customer asks, wants, has tried and told."""
    for key, name in _LISTS.items():
        if spans := getattr(heard, key):
            yield Judgement(name, "", tuple(f"“{span.text}”" for span in spans))
    if heard.facts:
        yield Judgement("Has told", "", tuple(f"{fact.kind}: {fact.value}" for fact in heard.facts))


def _chance(score: float) -> str:
    return "likely" if score >= _LIKELY else "rather yes" if score >= _RATHER else "rather not"
