"""Whole replies: good ones are left in peace, bad ones are told what is wrong with them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from amends.craft.coach import CHANNELS, STAGES, Review, review
from amends.craft.coach.fields import Fields


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft with what the coach says to it, and what it should."""

    title: str
    draft: str
    found: Review
    rules: tuple[str, ...]
    unanswered: tuple[str, ...]
    verdict: str


def _letters(kind: str) -> list[Letter]:
    text = (Path(__file__).parent / "letters" / f"{kind}.toml").read_text("utf-8")
    return [_letter(fields) for fields in Fields(tomllib.loads(text), place=kind).tables("letter")]


def _letter(fields: Fields) -> Letter:
    draft = fields.text("draft").strip()
    found = review(
        draft,
        message=fields.text("message").strip(),
        stage=fields.one_of("stage", STAGES, default="first"),
        channel=fields.one_of("channel", CHANNELS, default="email"),
    )
    return Letter(
        title=fields.text("title"),
        draft=draft,
        found=found,
        rules=fields.texts("rules"),
        unanswered=fields.texts("unanswered"),
        verdict=fields.text("verdict", default="look"),
    )


GOOD, BAD = [*_letters("good"), *_letters("later")], _letters("bad")
TRADES, FAULTY = _letters("trades"), _letters("faulty")


@pytest.mark.parametrize("letter", GOOD, ids=lambda letter: letter.title)
def test_a_good_reply_may_go_without_a_word(letter: Letter) -> None:
    serious = [(finding.rule, finding.text) for finding in letter.found.findings if finding.severity != "hint"]
    assert serious == []
    assert [answer.text for answer in letter.found.questions if not answer.answered] == []
    assert letter.found.verdict == "send"


@pytest.mark.parametrize("letter", TRADES, ids=lambda letter: letter.title)
def test_a_good_reply_of_any_trade_has_no_serious_finding(letter: Letter) -> None:
    assert [(finding.rule, finding.text) for finding in letter.found.findings if finding.severity != "hint"] == []


@pytest.mark.parametrize("letter", FAULTY, ids=lambda letter: letter.title)
def test_a_reply_with_several_faults_is_told_of_each(letter: Letter) -> None:
    assert {finding.rule for finding in letter.found.findings} >= set(letter.rules)


@pytest.mark.parametrize("letter", BAD, ids=lambda letter: letter.title)
def test_a_bad_reply_is_told_what_is_wrong(letter: Letter) -> None:
    assert {finding.rule for finding in letter.found.findings} >= set(letter.rules)
    assert tuple(answer.text for answer in letter.found.questions if not answer.answered) == letter.unanswered
    assert letter.found.verdict == letter.verdict


def test_every_finding_stands_where_it_says() -> None:
    for letter in (*GOOD, *BAD, *TRADES, *FAULTY):
        for finding in letter.found.findings:
            assert letter.draft[finding.start : finding.end] == finding.text
