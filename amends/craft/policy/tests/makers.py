"""Policies to test with: a small readable one as a file, and any policy at all for properties."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.policy import (
    FIELDS,
    OPERATORS_FOR,
    REMEDIES,
    Amounts,
    Fixed,
    Operand,
    Option,
    Phrases,
    Policy,
    Range,
    Row,
    Share,
    When,
    Worded,
    is_money,
)

FRONT = """policy = "arrived-damaged"
title = "Goods arrived damaged"
situations = ["arrived-damaged"]
effective_from = 2026-01-01
decides = "lead"
evidence = ["photo"]
"""
OPTION = """
[[option]]
id = "part"
title = "Give part of the price back"
remedy = "partial_refund"
clause = "money-back"
amount = { percent = "20", of = "order_value" }
"""
BODY = """# Inside

## Exchange

Send a new one.

## Money back

Pay it back.

# Customer copy: en

We make it good.
"""


def file_of(front: str = FRONT, option: str = OPTION, body: str = BODY) -> str:
    """Put a policy file together."""
    return f"+++\n{front}{option}+++\n\n{body}"


_LANGUAGES = st.sampled_from(["de", "en", "es", "fr"])
_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20).map(str.strip)
_TEXT = _WORDS.filter(bool)
_SLUG = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
_PERCENT = st.decimals("0.0001", "1000", places=4)
_MONEY_FIELDS = [field for field, kind in FIELDS.items() if kind == "money"]
_BODY_LINE = st.one_of(st.sampled_from(["", "    code", "- item", "> said", "+++", "two words"]), _TEXT).map(
    lambda line: " ".join(line.splitlines()).replace("#", "").replace("`", "").replace("~", "")
)
_BODY = st.lists(_BODY_LINE, min_size=1, max_size=5).map(lambda lines: "\n".join(lines).strip()).filter(bool)


def _worded(text=_TEXT, languages=_LANGUAGES, min_size=0):
    return st.dictionaries(languages, text, min_size=min_size, max_size=3).map(
        lambda found: tuple(Worded(language, found[language]) for language in sorted(found))
    )


def _amounts(draw, currencies, least=0, most=10**6) -> Amounts:
    coins = {currency: draw(st.integers(least, most)) for currency in currencies}
    return tuple(Money(Decimal(coin) / 100, currency) for currency, coin in sorted(coins.items()))


def _operand(draw, kind, operator, currencies) -> Operand:
    if operator in {"known", "unknown"}:
        return None
    several = 3 if operator == "one_of" else 1
    match kind:
        case "money":
            return _amounts(draw, currencies)
        case "number":
            return tuple(draw(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=several)))
        case "yes_no":
            return bool(draw(st.booleans()))
        case _:
            return tuple(draw(st.lists(_TEXT, min_size=1, max_size=several, unique=True)))


@st.composite
def rows(draw, currencies=("EUR",)) -> Row:
    """Make any condition that is allowed."""
    field = draw(st.sampled_from([*FIELDS, "own.region"]))
    kind = FIELDS.get(field, "text")
    operator = draw(st.sampled_from(OPERATORS_FOR[kind]))
    return Row(field, operator, _operand(draw, kind, operator, currencies))


@st.composite
def options(draw, *, number=0, anchors=("exchange",), evidence=("photo",)) -> Option:
    """Make any option that is allowed."""
    remedy = draw(st.sampled_from(REMEDIES))
    currencies = draw(st.lists(st.sampled_from(["EUR", "GBP", "USD"]), min_size=1, max_size=3, unique=True))
    some = st.lists(rows(currencies), max_size=3).map(tuple)
    return Option(
        id=f"{draw(_SLUG)}-{number}",
        title=draw(_TEXT),
        remedy=remedy,
        clause=draw(st.sampled_from(anchors)),
        needs=tuple(draw(st.lists(st.sampled_from(evidence), unique=True))) if evidence else (),
        when=When(draw(some), draw(some)),
        titles=draw(_worded()),
        **(_money(draw, currencies) if is_money(remedy) else {}),
    )


def _money(draw, currencies):
    """Make the keys of an option worth money, in an order that is allowed: minimum and range below the cap."""
    share = draw(st.booleans())
    amount = Share(draw(_PERCENT), draw(st.sampled_from(_MONEY_FIELDS))) if share else None
    percents = sorted(draw(st.tuples(_PERCENT, _PERCENT, _PERCENT)))
    low, high, cap = percents if share else (_amounts(draw, currencies, at, at + 50) for at in (1, 100, 200))
    return {
        "amount": amount or Fixed(_amounts(draw, currencies, 1, 100)),
        "rounding": draw(st.sampled_from(["cent", "half", "whole"])),
        "minimum": draw(st.sampled_from([(), _amounts(draw, currencies, 0, 150)])),
        "normal": draw(st.sampled_from([None, Range(low, high)])),
        "cap": draw(st.sampled_from([None, cap])),
    }


@st.composite
def policies(draw) -> Policy:
    """Make any policy that is allowed."""
    evidence = tuple(draw(st.lists(_TEXT, max_size=3, unique=True)))
    copies = draw(_worded(_BODY, min_size=1))
    languages = st.sampled_from([copy.language for copy in copies])
    heading = "## Exchange\n\n## Money back\n\n```\n# no heading\n```"
    begin = draw(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
    phrases = draw(st.dictionaries(_LANGUAGES, st.lists(_TEXT, min_size=1, max_size=3, unique=True), max_size=3))
    return Policy(
        policy=draw(_SLUG),
        title=draw(_TEXT),
        situations=tuple(draw(st.lists(_SLUG, min_size=1, max_size=3, unique=True))),
        effective_from=begin,
        effective_until=draw(st.none() | st.dates(begin)),
        language=draw(_LANGUAGES),
        decides=draw(_TEXT),
        evidence=evidence,
        names=draw(_worded(languages=languages)),
        phrases=tuple(Phrases(language, tuple(phrases[language])) for language in sorted(phrases)),
        options=tuple(
            draw(options(number=number, anchors=("exchange", "money-back"), evidence=evidence))
            for number in range(draw(st.integers(1, 3)))
        ),
        inside=f"{heading}\n\n{draw(_BODY)}",
        copies=copies,
    )
