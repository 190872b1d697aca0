"""The parts "abuse", "requests", "churn" and "handoff": each one head over sentences of its own sets."""

from collections.abc import Callable, Iterable, Iterator

from amends.craft.models.packing import Packed
from bench.craft import corpora
from bench.craft.gold import gold
from train.columns import Plan
from train.rows import Row, fit_rows

GUESSED = 0.3
PLANS = {
    "abuse": Plan(least=2, cost=0.5),
    "requests": Plan(least=2, cost=0.3, pair=1.0),
    "churn": Plan(least=2, cost=1.0, meaning=0.6),
    "handoff": Plan(least=2, cost=1.0, meaning=0.6),
}


def abuse() -> Iterator[Row]:
    """Yield what was said to a chat bot and to firms."""
    for name in ("train", "valid"):
        yield from (Row(row.text, row.label, "convabuse") for row in corpora.abuse(f"convabuse/{name}.jsonl"))
    yield from (Row(row.text, row.abuse > 0, row.source) for row in gold())


def requests() -> Iterator[Row]:
    """Yield sentences of office mail."""
    yield from (Row(row.text, row.label, "email_intent") for row in corpora.requests())


def churn() -> Iterator[Row]:
    """Yield what was written to a phone company in English and German, and to other firms."""
    for language in ("EN", "DE"):
        yield from (Row(row.text, row.label, f"churn_{language}") for row in corpora.churn(language))
    yield from (Row(row.text, row.churn, "read") for row in gold())


def handoff() -> Iterator[Row]:
    """Yield what was said to a bank and to a shop, and whether it asks for a human."""
    yield from (Row(row.text, row.label, "nlupp") for row in corpora.handoff())
    for text, intent in corpora.intents("bitext/train.csv", "utterance", "intent"):
        if intent != "contact_customer_service":  # asks how they can be reached, which is something else
            yield Row(text, intent == "contact_human_agent", "bitext", GUESSED)


SETS: dict[str, Callable[[], Iterator[Row]]] = {
    "abuse": abuse,
    "requests": requests,
    "churn": churn,
    "handoff": handoff,
}


def rows(name: str) -> list[Row]:
    """Give the rows of a part; what was said twice counts twice, as readers need not agree on it."""
    return list(SETS[name]())


def train(name: str, told: Iterable[Row]) -> Packed:
    """Fit a part."""
    return fit_rows(name, told, PLANS[name])


def build() -> list[Packed]:
    """Train every part on all there is."""
    return [train(name, rows(name)) for name in SETS]
