"""The public sets, read as rows of text and label; each says nothing and yields nothing where it isn't there."""

import csv
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from bench.mails import DATA


class Labelled(NamedTuple):
    """A text and whether something is so of it."""

    text: str
    label: bool


class Felt(NamedTuple):
    """A text and the emotions that its readers named."""

    text: str
    emotions: frozenset[str]


class Candidate(NamedTuple):
    """A question, a sentence that may answer it, and whether it does."""

    question: str
    sentence: str
    answers: bool


def there(path: str) -> bool:
    """Tell whether a set is beside the checkout."""
    return (DATA / path).exists()


def json_lines(path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file, one a line."""
    if there(path):
        with (DATA / path).open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def emotions(path: str = "goemotions/train.tsv") -> Iterator[Felt]:
    """Yield what people wrote on a public board with its emotions (27 and "neutral")."""
    if there(path):
        names = (DATA / "goemotions/labels.txt").read_text("utf-8").split()
        for line in (DATA / path).read_text("utf-8").splitlines():
            text, _, labels = line.partition("\t")
            yield Felt(text, frozenset(names[int(label)] for label in labels.split(",")))


def abuse(path: str = "convabuse/train.jsonl") -> Iterator[Labelled]:
    """Yield what people said to a chat bot; abuse is what more people called so than not."""
    for row in json_lines(path):
        votes = row["votes"]
        no = sum(count for name, count in votes.items() if name in {"is_abuse.0", "is_abuse.1"})
        yes = sum(count for name, count in votes.items() if name.startswith("is_abuse.-"))
        yield Labelled(row["user"], yes > no)


def requests(path: str = "email_intent/train.tsv") -> Iterator[Labelled]:
    """Yield sentences of mails, and whether they ask for or propose something."""
    if there(path):
        for line in (DATA / path).read_text("utf-8").splitlines():
            label, _, text = line.partition("\t")
            if text.strip():
                yield Labelled(text, label == "Yes")


def churn(language: str) -> Iterator[Labelled]:
    """Yield what was written to a phone company, "EN" or "DE", and whether its writer wants to leave."""
    path = {"EN": "churn_intent/EN_chatbot_half.tsv", "DE": "churn_intent/DE_chatbot.tsv"}[language]
    if there(path):
        for line in (DATA / path).read_text("utf-8").splitlines():
            text, _, _, label = line.split("\t")
            yield Labelled(text, label == "1")


def handoff() -> Iterator[Labelled]:
    """Yield what was said to a bank, and whether it asks for a human."""
    for row in json_lines("nlupp/banking_folds0-13.jsonl"):
        yield Labelled(row["text"], "handoff" in row["intents"])


def intents(path: str, text: str, label: str) -> Iterator[tuple[str, str]]:
    """Yield texts and intents of a set with a head: banking77 ("text", "category"), bitext ("utterance", "intent")."""
    if there(path):
        with (DATA / path).open(encoding="utf-8", newline="") as file:
            yield from ((row[text], row[label]) for row in csv.DictReader(file))


def politeness() -> Iterator[tuple[str, float]]:
    """Yield requests and how polite five people found them, in standard deviations."""
    if there("tydip_politeness/en_train.csv"):
        with (DATA / "tydip_politeness/en_train.csv").open(encoding="utf-8", newline="") as file:
            yield from ((row["sentence"], float(row["score"])) for row in csv.DictReader(file))


def answers() -> Iterator[list[Candidate]]:
    """Yield, question by question, the sentences of a passage and which of them answer it."""
    if there("selqa/dev.json"):
        for row in json.loads((DATA / "selqa/dev.json").read_text("utf-8")):
            right = set(row["answers"])
            yield [Candidate(row["question"], sentence, at in right) for at, sentence in enumerate(row["candidates"])]
