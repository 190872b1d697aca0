"""The packaged plays are whole, say nothing the coach would strike out, and fit what listening knows."""

from typing import get_args

import pytest

from amends.craft.coach import review
from amends.craft.listening.heard import PlayId
from amends.craft.plays import Does, RecordKind, packs, play

KNOWN = {
    "name": "Ada",
    "boss": "Cleo Hart",
    "agent": "Ben",
    "want": "a refund of 40.00 EUR",
    "amount": "19.90 EUR",
    "date": "27 November",
    "time": "15:00",
    "cause": "the pump was packed without a cushion",
    "cure": "every pump now travels in a box of its own",
}
LINES = [
    (found.id, step.id, line.say(language, **KNOWN))
    for found in packs()
    for step in found.steps
    for line in (*step.say, *step.ask)
    for language in ("en", "de")
]


def test_there_is_a_play_for_each_that_listening_names() -> None:
    assert {found.id for found in packs()} == set(get_args(PlayId))


def test_every_kind_of_record_and_everything_a_step_does_occurs() -> None:
    steps = [step for found in packs() for step in found.steps]

    assert {step.record for step in steps} == set(get_args(RecordKind))
    assert {step.does for step in steps} - {None} == set(get_args(Does))


@pytest.mark.parametrize(("name", "step", "line"), LINES)
def test_the_coach_finds_nothing_to_mend_in_a_sentence(name: str, step: str, line: str) -> None:
    findings = [(finding.rule, finding.text) for finding in review(line, stage="disagreed").findings]

    assert not findings, f"{name}, {step}: {line}"


@pytest.mark.parametrize(("name", "step", "line"), LINES)
def test_no_sentence_hides_behind_a_rule_or_leaves_a_place_open(name: str, step: str, line: str) -> None:
    assert not [word for word in ("policy", "unfortunately", "Richtlinie", "leider", "{") if word in line], (name, step)


def test_a_place_nobody_knows_stays_for_the_coach_to_find() -> None:
    line = play("wants_boss").steps[0].say[0]

    assert line.say("en", name="Ada") == "Of course, Ada. That is {boss}."
    assert line.say("de", name="{boss}", boss="Cleo") == "Gern, {boss}. Das ist Cleo."
    assert line.say("fr", name="Ada") == line.say("en", name="Ada")
