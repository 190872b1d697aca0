"""The page about confidence shows the tables as they are."""

from pathlib import Path

from amends.craft.confidence import RULES, START, WEIGHTS
from amends.craft.confidence.bouncing import LIMIT, PERIOD_DAYS
from amends.craft.confidence.effort import HIGH

PAGE = (Path(__file__).parents[4] / "docs" / "confidence.md").read_text(encoding="utf-8")


def _rows_of(heading: str) -> list[str]:
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [row for row in section.splitlines() if row.startswith("| `")]


def test_the_rules_stand_in_the_page_as_they_are_and_no_others() -> None:
    rows = [f"| `{rule.id}` | {rule.amount:+d} | {rule.why} | {rule.craft} |".replace("-", "−", 1) for rule in RULES]

    assert _rows_of("Confidence") == rows
    assert f"starts at {START}" in PAGE


def test_the_weights_stand_in_the_page_as_they_are_and_no_others() -> None:
    assert _rows_of("Effort") == [f"| `{weight.id}` | {weight.points} | {weight.why} |" for weight in WEIGHTS]
    assert f"From {HIGH} points on" in PAGE


def test_the_limit_of_bounces_stands_in_the_page() -> None:
    numbers = {3: "three"}

    assert f"over {PERIOD_DAYS} days" in PAGE
    assert f"more than {numbers[LIMIT]}" in PAGE
