"""Politeness follows what people judged, and is silent in a language nobody taught it."""

import csv
import os
from pathlib import Path

import pytest

from amends.craft.coach import review

DATA = Path(os.environ.get("AMENDS_DATA", Path(__file__).parents[5] / "shared" / "data"))
REQUESTS = DATA / "tydip_politeness" / "en_train_binary.csv"
AT_LEAST = 0.85  # of all requests, on which it was trained; a model trained on the others gives 0.85 of those left


@pytest.mark.parametrize(
    ("curt", "polite"),
    [
        ("Send the form.", "Could you please send me the form?"),
        ("Why did you not read it?", "Thank you for your patience, Maria."),
        ("You must wait. That is nonsense.", "I am sorry that you had to wait. I hope this helps."),
        ("Sie müssen warten. Das ist Unsinn.", "Vielen Dank für Ihre Geduld. Könnten Sie mir bitte das Foto senden?"),
    ],
)
def test_the_more_polite_of_two_drafts_scores_higher(curt: str, polite: str) -> None:
    low, high = review(curt).politeness, review(polite).politeness
    assert low is not None
    assert high is not None
    assert low < 0.5 < high


def test_politeness_is_not_guessed_in_an_unknown_language() -> None:
    draft = "Hola María, siento mucho que la bomba haya llegado rota por segunda vez. Le envío una nueva hoy mismo."
    assert review(draft).politeness is None


@pytest.mark.skipif(not REQUESTS.exists(), reason="needs AMENDS_DATA with tydip_politeness")
def test_politeness_agrees_with_people() -> None:
    with REQUESTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = sum((_polite(row["sentence"]) > 0.5) == (float(row["score"]) > 0) for row in rows)
    assert right / len(rows) > AT_LEAST


def _polite(text: str) -> float:
    return review(text).politeness or 0.0
