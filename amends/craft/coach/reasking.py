"""What a draft asks for although the customer has told it: nobody may be made to say it twice (C2.9)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amends.craft.coach.judging import Finding
from amends.craft.coach.reading import Draft, Sentence, read
from amends.craft.listening.facts import facts
from amends.craft.listening.heard import Fact, FactKind
from amends.craft.text import Span, fold, normalise, sentences

_NUMBER: Final = r"(?:number|no\.?|id|code)"
_NUMMER: Final = r"(?:nummern?|nr\.?)"
_LISTENS: Final = 40_000  # code points of one message of theirs


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that the customer gave, with the (folded) sentence in which they did."""

    kind: FactKind
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A sentence of a draft that asks for what was told: its place, the kind of fact, and the value they gave."""

    kind: FactKind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a draft asks for one kind of fact, and what must stand where the customer told it: the same sort of number.

    With `alone` the words ask by themselves; otherwise a request has to stand in the sentence.
    """

    kind: FactKind
    asks: re.Pattern[str]
    said: re.Pattern[str]
    alone: bool = False


def _asking(kind: FactKind, asks: str, said: str, *, alone: bool = False) -> _Asking:
    return _Asking(kind, re.compile(asks), re.compile(said), alone)


_ASKINGS: Final = (
    _asking("order", rf"\border {_NUMBER}\b|\bnumber of (?:your|the) order\b|\bbestell-?{_NUMMER}", r"order|bestell"),
    _asking("order", rf"\bbooking {_NUMBER}\b|\bbuchungs-?{_NUMMER}", r"booking|buchung"),
    _asking("order", rf"\bauftrags-?{_NUMMER}", r"auftrag"),
    _asking("invoice", rf"\b(?:invoice|bill) {_NUMBER}\b|\brechnungs-?{_NUMMER}", r"invoice|bill|rechnung"),
    _asking("customer", rf"\b(?:customer|client) {_NUMBER}\b|\bkunden-?{_NUMMER}", r"customer|client|kunden"),
    _asking("customer", rf"\baccount {_NUMBER}\b|\bkonto-?{_NUMMER}", r"account|konto"),
    _asking("customer", rf"\bcontract {_NUMBER}\b|\bvertrags-?{_NUMMER}", r"contract|vertrag"),
    _asking("customer", rf"\bmember(?:ship)? {_NUMBER}\b|\bmitglieds-?{_NUMMER}", r"member|mitglied"),
    _asking("tracking", rf"\b(?:tracking|parcel|shipment) {_NUMBER}\b|\b(?:sendungs|paket)-?{_NUMMER}", r""),
    _asking("reference", rf"\bserial {_NUMBER}\b|\bserien-?{_NUMMER}", r"serial|serien"),
    _asking(
        "phone",
        rf"\b(?:tele)?phone {_NUMBER}\b|\bnumber (?:where|at which|on which|under which) (?:i|we) can (?:reach|call)"
        rf"|\b(?:telefon|handy|ruf|mobil)-?{_NUMMER}",
        r"",
    ),
    _asking("email", r"\be-?mail address\b|\be-?mail-?adresse\b", r""),
    _asking("iban", r"\biban\b|\bbank (?:account )?details\b|\bbankverbindung\b", r""),
    _asking(
        "date",
        r"\bwhen (?:exactly )?did you (?:buy|order|purchase)\b"
        r"|\bwann (?:genau )?haben sie [^?]{0,60}(?:gekauft|bestellt)\b",
        r"\b(?:bought|buy|ordered|purchased?|gekauft|kaufte|bestellt|bestellte)\b",
        alone=True,
    ),
    _asking(
        "date",
        r"\bwhen (?:exactly )?did (?:you (?:get|receive)|[^?]{1,40} arrive)\b"
        r"|\bwann (?:genau )?(?:haben sie [^?]{0,60}(?:erhalten|bekommen)|ist [^?]{1,40} angekommen)\b",
        r"\b(?:arrived|received|got|delivered|angekommen|erhalten|bekommen|geliefert)\b",
        alone=True,
    ),
)
_REQUEST: Final = re.compile(
    r"\b(?:can|could|would|will) (?:you|we|i) (?:please |kindly |just |perhaps |also |be so kind (?:as )?to )*"
    r"(?:send|give|tell|provide|share|let|forward|state|name|have|get|reply with|write|note)\b"
    r"|\bplease (?:also |kindly )?(?:send|give|tell|provide|share|let|forward|state|name|reply with|write|note)\b"
    r"|\bwhat(?:'s| is| was) (?:your|the)\b|\b(?:i|we)(?:'d|'ll| would| will| do| still)* need (?:your|the|to know)\b"
    r"|\bmay (?:i|we) (?:please )?have\b|\bwould you mind (?:sending|giving|telling)\b"
    r"|\b(?:können|könnten|würden) sie (?:mir|uns)\b|\bbitte (?:nennen|senden|schicken|geben|teilen|schreiben) sie\b"
    r"|\b(?:nennen|senden|schicken|geben|teilen) sie (?:mir|uns) bitte\b|\bwie (?:lautet|ist) (?:ihre|die)\b"
    r"|\b(?:brauche|brauchen|bräuchte|bräuchten|benötige|benötigen) (?:ich|wir)?\b|\bwas ist ihre\b"
)
_NOT_THE_SAME: Final = re.compile(
    r"\b(?:not|no|never|cannot|without|\w+n't|if|whether|unless|other|another|second|third|further|next|new|old|different"
    r"|correct|right|still|also|too|additional|both|all|each|every|confirm|check|either|alternative|again or"
    r"|nicht|keine?[nmrs]?|ohne|falls|wenn|ob|andere[nmrs]?|weitere[nmrs]?|zweite[nmrs]?|dritte[nmrs]?|neue[nmrs]?"
    r"|alte[nmrs]?|richtige[nmrs]?|korrekte[nmrs]?|auch|ebenfalls|beide[nmrs]?|alle[nmrs]?|jeweils|bestätigen|prüfen)\b"
)
"""Where one of these stands, another one may be meant, or none is asked for; then nothing is said."""
_ADVICE: Final = {"en": "You have it. Say so: “I have it here: {value}.”", "de": "Sagen Sie: „Mir liegt vor: {value}.“"}


def told_in(text: str) -> tuple[Told, ...]:
    """Return what a customer gave in one message."""
    text = normalise(text)[:_LISTENS]
    folded, spans = fold(text), sentences(text)
    return tuple(
        Told(fact.kind, fact.value, next((folded[span.start : span.end] for span in spans if _in(fact, span)), ""))
        for fact in facts(text, folded, spans)
    )


def asked_again(draft: str, told: Iterable[Told]) -> tuple[AskedAgain, ...]:
    """Return what `draft` asks for although the customer has `told` it, a kind once a sentence.

    Silent when unsure: where they told several of that kind, where another one may be meant, where the draft names the
    value itself, or in a language the coach doesn't know.
    """
    return tuple(_asked_again(read(draft), tuple(told)))


def findings_of_asking(draft: Draft, told: Sequence[Told]) -> tuple[Finding, ...]:
    """Return a finding for each thing that is asked for again."""
    return tuple(
        Finding(
            rule="told.again",
            severity="warning",
            start=found.start,
            end=found.end,
            text=draft.text[found.start : found.end],
            why="They have told you that already",
            suggestion=_ADVICE[draft.language].format(value=found.value),
            craft="C2.9",
            hold=False,
        )
        for found in _asked_again(draft, told)
    )


def _in(fact: Fact, span: Span) -> bool:
    return span.start <= fact.start < span.end


def _asked_again(draft: Draft, told: Sequence[Told]) -> Iterator[AskedAgain]:
    if not draft.known or not told:
        return
    whole = fold(draft.text)
    for sentence in draft.sentences:
        folded = fold(sentence.text)
        if _NOT_THE_SAME.search(folded):
            continue
        for asking in _ASKINGS:
            value = _value(asking, told) if _asks(asking, sentence, folded) else ""
            if value and fold(value) not in whole:
                yield AskedAgain(asking.kind, value, sentence.start, sentence.end)


def _asks(asking: _Asking, sentence: Sentence, folded: str) -> bool:
    if asking.asks.search(folded) is None:
        return False
    return sentence.asks if asking.alone else _REQUEST.search(folded) is not None


def _value(asking: _Asking, told: Sequence[Told]) -> str:
    """Return the one value of that sort that they gave; with several, nobody knows which one is asked for."""
    of_kind = {fold(each.value): each for each in told if each.kind == asking.kind}
    if len(of_kind) != 1:
        return ""
    (only,) = of_kind.values()
    return only.value if asking.said.search(only.sentence) else ""
