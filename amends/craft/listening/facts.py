"""What a customer told of numbers, money, days and addresses: nobody may ask for it again."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from amends.craft.listening.heard import Fact, FactKind
from amends.craft.text import Span

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)"
_COUNT = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|ein(?:e[mnrs]?)?|zwei|drei"
    r"|vier|fünf|sechs|sieben|acht|neun|zehn|mehrere[nr]?|einigen?)"
)
_UNIT = r"(?:(?:minute|hour|day|week|month|year)s?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?)"
_LABELS: dict[FactKind, str] = {
    "order": r"order|purchase|booking|bestell(?:ung)?|auftrags?|buchungs?",
    "invoice": r"invoice|bill|receipt|rechnungs?",
    "customer": r"customer|client|account|contract|member|kunden?|vertrags?|konto|mitglieds",
    "tracking": r"tracking|parcel|shipment|consignment|sendungs?|paket",
    "reference": r"reference|ref|case|ticket|serial|model|vorgangs?|fall|aktenzeichen|serien|modell|reklamations?",
}
_LABELLED = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _LABELS.items())})"
    r"[- ]?(?:nummer|nr\b|no\b|number|num\b|id\b|code)?[ .:#№]*(?:is |ist |lautet )?#?"
    r"(?P<value>(?=[\w/-]{0,30}\d{2})[a-z]{0,5}[-/]?\d[\w/-]{0,30}\w)"
)
_SIGN = r"(?:[€$£]|\b(?:eur|usd|gbp|chf)\b)"
_CURRENCY = r"(?:[€$£]|(?:euros?|eur|usd|gbp|chf|pounds?|dollars?|cents?|pence)\b)"
_WITH_DIGITS = re.compile(
    r"(?P<iban>\b[a-z]{2}\d{2}(?: ?[\da-z]{4}){3,7}(?: ?[\da-z]{1,3})?\b)"
    rf"|(?P<amount>{_SIGN} ?\d(?:[\d.,']{{0,12}}\d)?|\b\d(?:[\d.,']{{0,12}}\d)?(?:,-)? ?{_CURRENCY})"
    r"|(?P<date>\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)?(?!\w)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}(?: \d{{4}}\b)?"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?)"
    r"|(?P<time>\b\d{1,2}(?:[:.]\d\d)?(?: uhr\b| ?[ap]\.?m\b)|\b\d{1,2}:\d\d\b)"
    rf"|(?P<period>\b(?:for |since |seit |vor |nach )?\d+ {_UNIT}\b(?: ago)?)"
    r"|(?P<phone>(?<![\w.,/-])(?:\+|00|0)\d[\d /()-]{5,16}\d\b)"
)
_WITHOUT_DIGITS = re.compile(
    rf"\b(?:(?P<date>(?:(?:last|next|this|on|am|letzten|nächsten|seit) )?{_WEEKDAY}\b"
    rf"|(?:yesterday|vorgestern|gestern)\b)|(?P<period>(?:(?:for|since|seit|vor|nach) )?{_COUNT} {_UNIT}\b(?: ago\b)?))"
)
_WEB = re.compile(
    r"(?<![\w.+-])(?P<email>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w)"
    r"|(?P<url>\b(?:https?://|www\.)[^\s<>\"]{1,900}[\w/])"
)
_DIGIT = re.compile(r"\d")
_DAYS = (
    "day",
    "week",
    "month",
    "year",
    "hour",
    "minut",
    "tag",
    "woche",
    "mittwoch",
    "monat",
    "jahr",
    "stunde",
    "gestern",
)
_MOST = 100  # more of them are a table, and none of it will be asked again
_NET = ("@", "://", "www.")


def facts(text: str, folded: str, spans: Sequence[Span]) -> tuple[Fact, ...]:
    """Find the facts in the sentences `spans` of a text, in order; of two that overlap, the first kind tried counts."""
    found: list[Fact] = []
    for expression, piece in _looked_at(folded, spans):
        for match in expression.finditer(folded, piece.start, piece.end):
            fact = _fact(text, match)
            if len(found) >= _MOST:
                return _in_order(found)
            if not any(other.start < fact.end and fact.start < other.end for other in found):
                found.append(fact)
    return _in_order(found)


def _in_order(found: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(found, key=lambda fact: fact.start))


def _looked_at(folded: str, spans: Sequence[Span]) -> Iterator[tuple[re.Pattern[str], Span]]:
    """Give the sentences worth a look, each with what to look for: most hold nothing of the kind."""
    net = any(sign in folded for sign in _NET)
    days = tuple(word for word in _DAYS if word in folded)
    for span in spans:
        if net:
            yield _WEB, span
        if _DIGIT.search(folded, span.start, span.end):
            yield _LABELLED, span
            yield _WITH_DIGITS, span
        if days and any(folded.find(word, span.start, span.end) >= 0 for word in days):
            yield _WITHOUT_DIGITS, span


def _fact(text: str, match: re.Match[str]) -> Fact:
    """Make a fact of a match, whose groups are named as the kinds are."""
    named = match.groupdict()
    value = "value" if "value" in named else match.lastgroup or ""
    kind = next(kind for kind in named if named[kind] and kind != "value")
    start, end = match.span(value)
    return Fact(cast("FactKind", kind), text[start:end], start, end)
