"""How well the rules hear people they were not written for: floors below what was measured, on corpora where present.

Measured when written (the rules were developed with a look at these sets, nothing was trained on them): see the README.
"""

import csv
import io
import json
import os
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from amends.craft.listening import hear

DATA = Path(os.environ.get("AMENDS_DATA", Path(__file__).parents[5] / "shared" / "data"))
SAMPLE = 1500


def corpus(name: str) -> Path:
    """Give the path of a file of a corpus, or skip."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"corpus {name} is not here (AMENDS_DATA)")
    return path


def lines_of(name: str) -> io.StringIO:
    """Give the lines of a file of a corpus."""
    return io.StringIO(corpus(name).read_text("utf-8"))


def sample[Row](rows: Iterable[Row], size: int = SAMPLE) -> list[Row]:
    """Draw the same rows every time."""
    drawn = list(rows)
    return random.Random(7).sample(drawn, min(size, len(drawn)))


def precision_recall(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Give precision and recall of (true, heard) pairs."""
    seen = list(pairs)
    both = sum(true and heard for true, heard in seen)
    return both / max(1, sum(heard for _, heard in seen)), both / max(1, sum(true for true, _ in seen))


def test_bank_customers_are_never_left_without_an_answer() -> None:
    rows = sample(csv.DictReader(lines_of("banking77/train.csv")))
    heard = [hear(row["text"]) for row in rows]
    assert sum(one.asks for one in heard) >= 0.995 * len(rows)
    assert not any(one.thanks_only for one in heard)


def test_complaints_to_an_authority_are_complaints() -> None:
    rows = [json.loads(line) for line in lines_of("cfpb_complaints/narratives.jsonl")]
    assert sum(hear(row["narrative"]).is_complaint for row in rows) >= 0.85 * len(rows)


def test_a_wish_to_complain_is_heard_and_plain_errands_are_not_complaints() -> None:
    rows = sample(csv.DictReader(lines_of("bitext/train.csv")), 3000)
    wishes = [hear(row["utterance"]).is_complaint for row in rows if row["intent"] == "complaint"]
    errands = [
        hear(row["utterance"]).is_complaint for row in rows if row["intent"].startswith(("check", "get_inv", "del"))
    ]
    assert sum(wishes) >= 0.9 * len(wishes)
    assert sum(errands) <= 0.08 * len(errands)


def test_thanks_in_chats_are_told_from_errands() -> None:
    lines = lines_of("multidogo/airline_train.tsv")
    rows = sample(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 4000)
    thanked = [row["intent"] for row in rows if hear(row["utterance"], channel="chat").thanks_only]
    settled = {"thankyou", "closinggreeting", "confirmation", "rejection"}  # "nothing else, thank you" is labelled so
    assert sum(intent in settled for intent in thanked) >= 0.97 * len(thanked)


def test_requests_in_office_mail_are_found() -> None:
    lines = corpus("email_intent/train.tsv").read_text("utf-8", errors="replace").splitlines()
    rows = sample([line.split("\t", 1) for line in lines if "\t" in line])
    precision, recall = precision_recall((label == "Yes", bool(_asked(text))) for label, text in rows)
    assert precision >= 0.65
    assert recall >= 0.62


def _asked(text: str) -> tuple[object, ...]:
    heard = hear(text)
    return (*heard.questions, *heard.requests)


def test_abuse_is_heard() -> None:
    rows = [json.loads(line) for line in lines_of("convabuse/valid.jsonl")]
    precision, recall = precision_recall((_abusive(row["votes"]), hear(row["user"]).abuse >= 1) for row in rows)
    assert precision >= 0.85
    assert recall >= 0.72


def _abusive(votes: dict[str, int]) -> bool:
    cast = {name: count for name, count in votes.items() if name.startswith("is_abuse")}
    return 2 * sum(count for name, count in cast.items() if ".-" in name) > sum(cast.values())


@pytest.mark.parametrize(("name", "least"), [("DE_chatbot", 0.6), ("EN_chatbot_half", 0.4)])
def test_people_who_mean_to_leave_are_heard(name: str, least: float) -> None:
    rows = [line.split("\t") for line in corpus(f"churn_intent/{name}.tsv").read_text("utf-8").splitlines()]
    _, recall = precision_recall((row[-1] == "1", hear(row[0]).churn >= 0.5) for row in rows)
    assert recall >= least
