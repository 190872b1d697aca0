"""What a desk can do to make something good: a closed set of remedies, each of one kind."""

from typing import Final, Literal, get_args

type Remedy = Literal[
    "refund",
    "partial_refund",
    "waive_fee",
    "credit",
    "discount",
    "free_month",
    "goodwill",
    "replacement",
    "repair",
    "pause",
    "callback",
    "explanation",
    "apology",
    "referral",
]
type Kind = Literal["money_back", "extra", "deed", "word"]
"""Money returned or not charged; something of value on top; something we do; something we say."""

REMEDIES: Final[tuple[Remedy, ...]] = get_args(Remedy.__value__)

_KINDS: Final[dict[Remedy, Kind]] = {
    "refund": "money_back",
    "partial_refund": "money_back",
    "waive_fee": "money_back",
    "credit": "extra",
    "discount": "extra",
    "free_month": "extra",
    "goodwill": "extra",
    "replacement": "deed",
    "repair": "deed",
    "pause": "deed",
    "callback": "word",
    "explanation": "word",
    "apology": "word",
    "referral": "word",
}


def kind_of(remedy: Remedy) -> Kind:
    """Give the kind of a remedy."""
    return _KINDS[remedy]


def is_money(remedy: Remedy) -> bool:
    """Tell whether a remedy is worth an amount: such an option carries a rule for it, the others carry none."""
    return kind_of(remedy) in {"money_back", "extra"}


def as_remedy(text: str) -> Remedy | None:
    """Give the remedy that a word names; none when it names none."""
    return next((remedy for remedy in REMEDIES if remedy == text), None)
