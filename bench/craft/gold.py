"""What real customers wrote, with what a reader found in it: the tables of `labels/` put to their texts by hash."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from bench.craft import corpora
from bench.mails import DATA

LABELS = Path(__file__).with_name("labels")
SETS = ("ibm_twitter_care", "natcs_insurance", "cfpb_complaints", "banking77", "multidogo", "bitext")


@dataclass(frozen=True, slots=True)
class Gold:
    """One text of a set and its labels, as `labels/README.md` explains them."""

    source: str
    text: str
    complaint: bool
    severity: int
    urgency: int
    churn: bool
    abuse: int
    at_agent: bool
    supervisor: bool
    call: bool
    tone: str
    asks: bool
    questions: int


@cache
def gold() -> tuple[Gold, ...]:
    """Give every labelled text whose set is beside the checkout."""
    return tuple(row for source in SETS for row in _rows(source))


def _rows(source: str) -> Iterator[Gold]:
    texts = {sha256(text.encode()).hexdigest(): text for text in _texts(source)}
    with (LABELS / f"{source}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if text := texts.get(row["sha256"]):
                yield _read(source, text, row)


def _read(source: str, text: str, row: dict[str, str]) -> Gold:
    levels = {name: int(row[name]) for name in ("severity", "urgency", "abuse", "questions")}
    flags = {name: row[name] == "1" for name in ("complaint", "churn", "at_agent", "supervisor", "call", "asks")}
    return Gold(source=source, text=text, tone=row["tone"], **levels, **flags)


def _texts(source: str) -> Iterator[str]:
    match source:
        case "ibm_twitter_care":
            yield from (
                turn["text"] for row in corpora.json_lines("ibm_twitter_care/dev.jsonl") for turn in row["turns"]
            )
        case "natcs_insurance":
            yield from (row["utterance"] for row in corpora.json_lines("natcs_insurance/test-utterances.jsonl"))
        case "cfpb_complaints":
            yield from (row["narrative"] for row in corpora.json_lines("cfpb_complaints/narratives.jsonl"))
        case "banking77":
            yield from (text for text, _ in corpora.intents("banking77/train.csv", "text", "category"))
        case "multidogo":
            yield from conversations("airline")
            yield from conversations("software")
        case "bitext":
            yield from (text for text, _ in corpora.intents("bitext/train.csv", "utterance", "intent"))


def conversations(trade: str) -> Iterator[str]:
    """Yield all that each customer said, sentence by sentence, joined by a full stop."""
    said: dict[str, list[str]] = {}
    path = DATA / f"multidogo/{trade}_train.tsv"
    if path.exists():
        for line in path.read_text("utf-8").splitlines()[1:]:
            conversation, _, _, sentence, _ = line.split("\t")
            said.setdefault(conversation, []).append(sentence)
    yield from (". ".join(sentences) for sentences in said.values())
