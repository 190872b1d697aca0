"""Whole replies: good ones are left in peace, bad ones are told what is wrong with them."""

import tomllib
from pathlib import Path

import pytest

from amends.craft.coach import Review, review


def _letters(kind: str) -> list[object]:
    text = (Path(__file__).parent / "letters" / f"{kind}.toml").read_text("utf-8")
    return [pytest.param(letter, id=letter["title"]) for letter in tomllib.loads(text)["letter"]]


def _reviewed(letter: dict[str, str]) -> Review:
    return review(
        letter["draft"].strip(),
        message=letter["message"].strip(),
        stage=letter.get("stage", "first"),  # type: ignore[arg-type]  # a wrong word shows as a rule that is silent
        channel=letter.get("channel", "email"),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("letter", _letters("good"))
def test_a_good_reply_may_go_without_a_word(letter: dict[str, str]) -> None:
    found = _reviewed(letter)
    assert [(finding.rule, finding.text) for finding in found.findings if finding.severity != "hint"] == []
    assert [(answer.text, answer.score) for answer in found.questions if not answer.answered] == []
    assert found.verdict == "send"


@pytest.mark.parametrize("letter", _letters("bad"))
def test_a_bad_reply_is_told_what_is_wrong(letter: dict[str, str]) -> None:
    found = _reviewed(letter)
    assert {finding.rule for finding in found.findings} >= set(letter["rules"])
    assert [answer.text for answer in found.questions if not answer.answered] == list(letter.get("unanswered", ()))
    assert found.verdict == letter.get("verdict", "look")


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_every_finding_stands_where_it_says(kind: str) -> None:
    for parameters in _letters(kind):
        letter = parameters.values[0]  # type: ignore[attr-defined]
        for finding in _reviewed(letter).findings:
            assert letter["draft"].strip()[finding.start : finding.end] == finding.text
