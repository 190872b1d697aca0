"""Bands: what was given in cases alike, as quartiles, in money or as shares of what the orders were worth."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from amends.craft.money import Money
from amends.craft.precedents.contract import Band, Ended, Place, Precedent
from amends.craft.refusal import Malformed

SHARES_FROM: Final = 10
"""Below so many cases a share in per cent would say more than is known: then the counts are said."""

SHARE: Final = "share"
"""The unit of a band of shares."""

_QUARTERS: Final = 4
_SHARE_PLACES: Final = Decimal("0.0001")


def band(given: Iterable[Money]) -> Band | None:
    """Give the band of amounts, none where there is none; refuse (`Malformed`) to put two currencies into one band."""
    amounts = list(given)
    if not amounts:
        return None
    return quartiles([money.amount for money in amounts], unit=_one_currency(amounts))


def band_of_shares(precedents: Iterable[Precedent]) -> Band | None:
    """Give the band of what was given as shares of what the orders were worth, 0 to 1 and more.

    Counts those that have both amounts, in one currency, and an order worth something; currencies may differ among
    them, since shares have none.
    """
    shares = [share for one in precedents if (share := share_of(one.given, one.value)) is not None]
    return quartiles(shares, unit=SHARE) if shares else None


def share_of(given: Money | None, value: Money | None) -> Decimal | None:
    """Give what part of `value` was given, to four places; none where that can't be said."""
    if given is None or value is None or given.currency != value.currency or not value.amount:
        return None
    return (given.amount / value.amount).quantize(_SHARE_PLACES)


def place(given: Iterable[Money], offer: Money) -> Place:
    """Tell where an offer lies among what was given; refuse (`Malformed`) another currency."""
    amounts = [money.amount for money in given if _same(money, offer)]
    less = sum(amount < offer.amount for amount in amounts)
    more = sum(amount > offer.amount for amount in amounts)
    count = len(amounts)
    return Place(
        less=less,
        same=count - less - more,
        more=more,
        above=Decimal(less) / count if count else Decimal(0),
        outside=bool(amounts) and not min(amounts) <= offer.amount <= max(amounts),
        show_share=count >= SHARES_FROM,
    )


def ended(precedents: Iterable[Precedent]) -> Ended:
    """Tell how cases ended: solved as far as customers said so, and the middle of the confidence that was left."""
    cases = list(precedents)
    answers = [one.solved for one in cases if one.solved is not None]
    confidences = sorted(one.confidence for one in cases if one.confidence is not None)
    middle = confidences[(len(confidences) - 1) // 2] if confidences else None
    return Ended(solved=sum(answers), answered=len(answers), count=len(cases), confidence=middle)


def quartiles(amounts: Sequence[Decimal], *, unit: str) -> Band:
    """Give the band of at least one amount.

    A quartile is the amount at that quarter of the way from the least to the greatest, and what lies between two of
    them is shared out evenly (method "inclusive" of the standard library), exactly: nothing is rounded.
    """
    ordered = sorted(amounts)
    low, middle, high = (_at(ordered, quarter) for quarter in (1, 2, 3))
    return Band(low, middle, high, lowest=ordered[0], highest=ordered[-1], count=len(ordered), unit=unit)


def _at(ordered: Sequence[Decimal], quarter: int) -> Decimal:
    at, rest = divmod(quarter * (len(ordered) - 1), _QUARTERS)
    if not rest:
        return ordered[at]
    return ordered[at] + (ordered[at + 1] - ordered[at]) * rest / _QUARTERS


def _one_currency(amounts: Iterable[Money]) -> str:
    currencies = {money.currency for money in amounts}
    if len(currencies) > 1:
        raise Malformed("currencies", currencies=tuple(sorted(currencies)))
    return currencies.pop()


def _same(money: Money, offer: Money) -> bool:
    if money.currency != offer.currency:
        raise Malformed("currencies", currencies=tuple(sorted({money.currency, offer.currency})))
    return True
