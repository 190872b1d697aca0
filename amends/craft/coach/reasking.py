"""What a draft asks for although the customer has told it: nobody may be made to say it twice (C2.9)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from amends.craft.coach.judging import Finding
from amends.craft.coach.reading import Draft, Sentence, read
from amends.craft.coach.rulebook import rulebook
from amends.craft.coach.rules import Quiet
from amends.craft.listening import hear_once
from amends.craft.listening.facts import facts
from amends.craft.listening.heard import Fact, FactKind
from amends.craft.text import Span, fold, normalise, sentences

_RULE: Final = "told.again"
_NUMBER: Final = r"(?:number|no\.?|id|code)"
_NUMMER: Final = r"(?:nummern?|nr\.?)"
_LISTENS: Final = 40_000  # code points of one message of theirs


type ToldKind = FactKind | Literal["photo"]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that the customer gave, with the (folded) sentence in which they did."""

    kind: ToldKind
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A sentence of a draft that asks for what was told: its place, the kind of fact, and the value they gave."""

    kind: ToldKind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a draft asks for one kind of fact, and what must stand where the customer told it: the same sort of number.

    With `alone` the words ask by themselves; otherwise a request has to stand in the sentence.
    """

    kind: ToldKind
    asks: re.Pattern[str]
    said: re.Pattern[str]
    alone: bool = False


def _asking(kind: ToldKind, asks: str, said: str, *, alone: bool = False) -> _Asking:
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
    _asking("photo", r"\b(?:photos?|pictures?|pics?|images?|screenshots?|fotos?|bild(?:er)?)\b", r""),
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
    r"(?:send|give|tell|provide|share|let|forward|state|name|have|get|reply with|write|note|attach|confirm|upload)\b"
    r"|\bplease (?:also |kindly )?"
    r"(?:send|give|tell|provide|share|let|forward|state|name|reply with|write|note|attach|confirm|upload)\b"
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
_PHOTO: Final = re.compile(
    r"\b(?:attached|enclosed|attaching|here (?:is|are)|i (?:have )?sent (?:you )?|see|find)\b[^.?!\n]{0,40}"
    r"\b(?:photos?|pictures?|pics?|images?|screenshots?)\b"
    r"|\b(?:photos?|pictures?|pics?|images?|screenshots?)\b[^.?!\n]{0,20}\b(?:attached|enclosed|below|included)\b"
    r"|\b(?:fotos?|bild(?:er)?|screenshots?)\b[^.?!\n]{0,30}"
    r"\b(?:anbei|angehängt|beigefügt|im anhang|liegt bei|liegen bei)\b"
    r"|\b(?:anbei|im anhang)\b[^.?!\n]{0,40}\b(?:fotos?|bild(?:er)?|screenshots?)\b"
)
_THE_PHOTO: Final = {"en": "your photo", "de": "Ihr Foto"}


def told_in(text: str) -> tuple[Told, ...]:
    """Return what a customer gave in one message."""
    text = normalise(text)[:_LISTENS]
    return _told(text, facts(text, fold(text), sentences(text)))


def may_ask(draft: Draft) -> bool:
    """Tell at a glance whether `draft` may ask for something; only then what they told is worth looking for."""
    return "?" in draft.text or _REQUEST.search(fold(draft.text)) is not None


@lru_cache(maxsize=4)  # a message stays the same while its answer is typed
def told_of(message: str) -> tuple[Told, ...]:
    """Return what a customer gave in the message that is being answered."""
    return _told(normalise(message)[:_LISTENS], hear_once(message).facts) if message.strip() else ()


def _told(text: str, given: Iterable[Fact]) -> tuple[Told, ...]:
    folded, spans = fold(text), sentences(text)
    told = [
        Told(fact.kind, fact.value, next((folded[span.start : span.end] for span in spans if _in(fact, span)), ""))
        for fact in given
    ]
    if shown := _PHOTO.search(folded):
        told.append(Told("photo", "", shown[0]))
    return tuple(told)


def asked_again(draft: str, told: Iterable[Told]) -> tuple[AskedAgain, ...]:
    """Return what `draft` asks for although the customer has `told` it, a kind once a sentence.

    Silent when unsure: where they told several of that kind, where another one may be meant, where the draft names the
    value itself, or in a language the coach doesn't know.
    """
    return tuple(_asked_again(read(draft), tuple(told)))


def findings_of_asking(
    draft: Draft, told: Sequence[Told], *, quiet: Mapping[str, Quiet] | None = None
) -> tuple[Finding, ...]:
    """Return a finding for each thing that is asked for again, by the rule of that name."""
    turned = (quiet or {}).get(_RULE)
    if turned == "off":
        return ()
    rule = next(rule for rule in rulebook() if rule.id == _RULE)
    return tuple(
        Finding(
            rule=rule.id,
            severity=turned or rule.severity,
            start=found.start,
            end=found.end,
            text=draft.text[found.start : found.end],
            why=rule.why,
            suggestion=rule.languages[draft.language].suggestion.replace("{value}", found.value),
            craft=rule.craft,
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
            if not _asks(asking, sentence, folded):
                continue
            value = _value(asking, told)
            if value is not None and not (value and fold(value) in whole):
                yield AskedAgain(asking.kind, value or _THE_PHOTO[draft.language], sentence.start, sentence.end)


def _asks(asking: _Asking, sentence: Sentence, folded: str) -> bool:
    if asking.asks.search(folded) is None:
        return False
    return sentence.asks if asking.alone else _REQUEST.search(folded) is not None


def _value(asking: _Asking, told: Sequence[Told]) -> str | None:
    """Return the one value of that sort that they gave; with several, nobody knows which one is asked for."""
    of_kind = {fold(each.value): each for each in told if each.kind == asking.kind}
    if len(of_kind) != 1:
        return None
    (only,) = of_kind.values()
    return only.value if asking.said.search(only.sentence) else None
