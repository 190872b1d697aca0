"""Decisions help with messages nobody has seen: measured on public questions to a bank."""

import csv
import os
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from amends.craft.situations import Ranker, Situation

ROOT = Path(__file__).parents[4]
QUESTIONS = Path(os.environ.get("AMENDS_DATA") or ROOT.parent / "shared" / "data") / "banking77" / "train.csv"
HELD_OUT = 5


@pytest.fixture(scope="module")
def questions() -> list[tuple[str, str]]:
    """Read the questions in an order that is always the same and has nothing to do with their labels."""
    if not QUESTIONS.exists():
        pytest.skip("there are no banking77 questions; AMENDS_DATA says where the corpora are")
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    return sorted(rows, key=_number)


def _number(row: tuple[str, str]) -> int:
    return int(sha256(row[0].encode()).hexdigest(), 16)


def _right(ranker: Ranker, asked: list[tuple[str, str]], *, among: int) -> float:
    ranks = [(label, [one.situation for one in ranker.rank(text, limit=among)]) for text, label in asked]
    return sum(label in found for label, found in ranks) / len(ranks)


def test_decisions_help_with_questions_nobody_has_seen(questions: list[tuple[str, str]]) -> None:
    asked = list(islice((row for row in questions if _number(row) % HELD_OUT == 0), 200))
    decided = [row for row in questions if _number(row) % HELD_OUT]
    labels = sorted({label for _, label in questions})
    situations = [Situation(label, (), {"en": label.replace("_", " ")}) for label in labels]
    names, some, many = (Ranker.of(situations, decided[:count]) for count in (0, 300, 2000))

    first = [_right(ranker, asked, among=1) for ranker in (names, some, many)]
    assert first[0] > 0.3  # by chance: 0.013
    assert first[1] > first[0] + 0.1
    assert first[2] > first[1] + 0.05
    assert _right(many, asked, among=3) > 0.85
