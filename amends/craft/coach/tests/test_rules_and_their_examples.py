"""Every rule finds fault with its bad examples and none with its good ones."""

from collections.abc import Iterator

import pytest

from amends.craft.coach import review, rulebook
from amends.craft.coach.acting import ACTS
from amends.craft.coach.packaged import RULED, wordings
from amends.craft.coach.rules import Example

MOST_USED = 20
SEEN = {
    "placeholder",
    "link",
    "amount",
    "shout",
    "wall",
    "insulted",
    "wrong_name",
    "human",
    "mentioned",
    "nobody",
    "told_again",
}
"""The signs that no words show."""


def _examples(kind: str) -> Iterator[object]:
    for rule in rulebook():
        for language, said in rule.languages.items():
            for place, example in enumerate(said.bad if kind == "bad" else said.good):
                yield pytest.param(rule.id, example, id=f"{rule.id}-{language}-{place}")


def _fired(example: Example) -> set[str]:
    found = review(
        example.draft, message=example.message, stage=example.stage, channel=example.channel, again=example.again
    )
    return {finding.rule for finding in found.findings}


@pytest.mark.parametrize(("rule", "example"), [*_examples("bad")])
def test_a_bad_example_is_found(rule: str, example: Example) -> None:
    assert rule in _fired(example)


@pytest.mark.parametrize(("rule", "example"), [*_examples("good")])
def test_a_good_example_is_left_alone(rule: str, example: Example) -> None:
    assert rule not in _fired(example)


@pytest.mark.parametrize("language", RULED)
def test_every_language_has_the_rules_that_are_used_most(language: str) -> None:
    assert sum(language in rule.languages for rule in rulebook()) >= MOST_USED


def test_rules_name_only_rules_signs_and_acts_that_exist() -> None:
    ids = {rule.id for rule in rulebook()}
    signs = set(wordings("signs", "en")) | set(ACTS) | SEEN
    for rule in rulebook():
        named = {*rule.fires_on, *rule.missing, *rule.along, *rule.along_near, *rule.without, *rule.nowhere}
        assert named <= signs, f"{rule.id} names {sorted(named - signs)}"
        assert set(rule.hides) <= ids, f"{rule.id} hides {sorted(set(rule.hides) - ids)}"
