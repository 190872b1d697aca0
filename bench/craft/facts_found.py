"""How well the facts that customers give are found, kind by kind, beside numbers, signs and addresses alone."""

import re
from collections.abc import Callable, Iterable, Sequence

from amends.craft.listening import hear
from amends.craft.text import normalise
from bench.craft.marked import Marked, Place, agreeing, read
from bench.craft.questions import figures
from bench.craft.tables import table

KINDS = (
    *("order", "invoice", "customer", "tracking", "reference", "amount", "date", "time", "period"),
    *("phone", "email", "url", "iban", "product", "diagnosis", "tried"),
)
PLAIN = re.compile(
    r"(?P<email>\S+@\S+\w)|(?P<url>https?://\S+)|(?P<amount>[€$£]\s?[\d.,]*\d|[\d.,]*\d\s?(?:€|euros?|dollars?))"
    r"|(?P<date>\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?)|(?P<time>\d{1,2}:\d\d)|(?P<order>\b\w*\d{4,}\w*\b)",
    re.IGNORECASE,
)
"""What anybody would write first."""


def ours(text: str) -> list[Place]:
    """Give the facts and the tries that are heard."""
    heard = hear(text)
    tried = [Place("tried", span.start, span.end) for span in heard.tried]
    return [*(Place(fact.kind, fact.start, fact.end) for fact in heard.facts), *tried]


def plain(text: str) -> list[Place]:
    """Give what the plain expression finds."""
    return [Place(found.lastgroup or "", *found.span()) for found in PLAIN.finditer(normalise(text))]


def run() -> None:
    """Measure precision, recall and F1 of each kind, and of all by language."""
    rows = read("facts_told.toml")
    print(f"facts in {len(rows)} messages (half of what both cover is shared): precision recall F1")
    cells = [(kind, *_cells(rows, (kind,))) for kind in KINDS]
    cells += [
        (f"all, {code}", *_cells([row for row in rows if row.language == code], KINDS)) for code in ("en", "de", "es")
    ]
    table(("kind", "there", "ours", "plain"), cells)


def _cells(rows: Sequence[Marked], kinds: Sequence[str]) -> tuple[object, ...]:
    there = sum(place.kind in kinds for row in rows for place in row.places)
    return there, _figures(rows, kinds, ours), _figures(rows, kinds, plain)


def _figures(rows: Iterable[Marked], kinds: Sequence[str], way: Callable[[str], list[Place]]) -> str:
    right = found = there = 0
    for row in rows:
        places = [place for place in way(row.text) if place.kind in kinds]
        marked = [place for place in row.places if place.kind in kinds]
        right, found, there = right + agreeing(places, marked), found + len(places), there + len(marked)
    return figures(right, found, there)
