"""What a draft gives away in money, however it is put: "you get 40 EUR back" is a promise without the word."""

import re
from dataclasses import dataclass

from amends.craft.coach.reading import read
from amends.craft.money import Found, Money, find

_GIVES = re.compile(
    r"\b(?:refund\w*|reimburs\w*|repay|pay (?:you|it|back)|pays? out|back|credit\w*|transfer\w*|compensat\w*|waiv\w*"
    r"|deduct\w*|take off|tak(?:e|ing) .{0,20} off|knock\w*|discount|voucher|gift|get|receive|give|given|send you"
    r"|yours?|free"
    r"|erstatt\w*|zurück\w*|überweis\w*|gutschr\w*|gutschein|erlass\w*|nachlass|rabatt|erhalten|bekommen|geben|schenk\w*"
    r"|entschädig\w*|abzieh\w*|verzicht\w*)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"(?:paid|pay|paying|costs?|price\w*|billed|charged|invoiced?|bill|worth|owe|bezahlt|zahlten|gezahlt|kostete?|kostet|preis\w*"
    r"|berechnet|abgebucht|rechnung\w*|wert)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_OUR_PAYING = re.compile(r"\b(?:we|i|wir|ich)\W+(?:\w+\W+){0,3}(?:pay|zahlen)\W+(?:\w+\W+){0,3}$", re.IGNORECASE)


_ALL = re.compile(
    r"\b(?:(?:full|whole|entire|complete) (?:purchase )?(?:price|amount|sum|cost|refund|value)|in full"
    r"|all of your money"
    r"|voll(?:en|er|e|ständig)? (?:kauf)?(?:preis|betrag|erstatt\w*)|gesamte[nr]? (?:kauf)?(?:preis|betrag|summe))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gift:
    """An amount that a draft says the customer gets, with the sentence that says so."""

    start: int
    end: int
    text: str
    money: Money


def gives(draft: str, *, whole: Money | None = None) -> tuple[Gift, ...]:
    """Give the amounts that a draft gives to the customer; what they paid, and what is only asked, is none of them.

    `whole` is what the customer paid, where it is known: "the full price" gives just that.
    """
    return tuple(
        Gift(sentence.start, sentence.end, sentence.text, money)
        for sentence in read(draft).body
        if not sentence.asks and _GIVES.search(sentence.text)
        for money in _amounts(sentence.text, whole)
    )


def _amounts(sentence: str, whole: Money | None) -> tuple[Money, ...]:
    named = tuple(found.money for found in find(sentence) if not _is_theirs(sentence, found))
    return (whole,) if not named and whole is not None and _ALL.search(sentence) else named


def _is_theirs(sentence: str, found: Found) -> bool:
    """Tell whether an amount is what the customer paid or was to pay."""
    before = sentence[: found.start]
    return _THEIRS.search(before) is not None and _OUR_PAYING.search(before) is None
