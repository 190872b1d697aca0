"""A draft answers a question when it gives what was asked for, not when it speaks of something near it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.craft.coach.answering import answers_of
from amends.craft.coach.asking import questions_of
from amends.craft.coach.reading import read
from amends.craft.text import Span


def _pairs(kind: str) -> Iterator[object]:
    text = (Path(__file__).parent / "letters" / "answers.toml").read_text("utf-8")
    for entry in tomllib.loads(text)["question"]:
        for draft in entry[kind]:
            yield pytest.param(entry["asked"], draft, entry.get("language", "en"), id=f"{entry['asked']} {draft}")


def _answered(asked: str, draft: str, language: str) -> bool:
    questions = questions_of([Span(0, len(asked), asked)], language)
    return answers_of(read(draft, message=asked), questions)[0].answered


@pytest.mark.parametrize(("asked", "draft", "language"), [*_pairs("answers")])
def test_an_answer_is_known(asked: str, draft: str, language: str) -> None:
    assert _answered(asked, draft, language)


@pytest.mark.parametrize(("asked", "draft", "language"), [*_pairs("misses")])
def test_a_sentence_beside_the_question_is_none(asked: str, draft: str, language: str) -> None:
    assert not _answered(asked, draft, language)
