"""What answers a question is marked where it stands."""

import csv
import tomllib
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[1]
NAMES = ("questions_and_replies", "questions_and_replies_later")


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_stands_once_in_its_reply_and_every_question_in_its_message(name):
    messages = tomllib.loads((ROOM / f"{name}.toml").read_text("utf-8"))["message"]
    lost = [asked for message in messages for asked in message["asks"] if asked not in message["text"]]
    replies = [(message, reply) for message in messages for reply in message["reply"]]
    unclear = [
        words
        for _, reply in replies
        for marked in reply["answered"]
        for words in marked.split(" / ")
        if words and reply["text"].count(words) != 1
    ]

    assert not lost
    assert not unclear
    assert all(len(reply["answered"]) == len(message["asks"]) for message, reply in replies)


def test_some_questions_are_answered_and_some_are_not():
    with (ROOM / "labels" / "answered_by_care.tsv").open(encoding="utf-8", newline="") as file:
        labels = [row["answered"] for row in csv.DictReader(file, delimiter="\t")]

    assert len(labels) == 130
    assert labels.count("1") == 73
