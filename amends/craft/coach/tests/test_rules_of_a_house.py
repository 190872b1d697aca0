"""A company's own rules stand beside the coach's, and any rule can be turned down; what must not leave stays."""

from typing import Any

import pytest

from amends.craft.coach import read_pack, review
from amends.craft.refusal import Malformed
from tests.spending import is_within

WORDS = """
theme = "Words of the house"
[[rule]]
id = "house.cheap"
why = "We never say cheap"
[rule.en]
phrases = ["cheap*"]
unless = ["not cheap"]
suggestion = "Say “good value”."
[rule.de]
phrases = ["billig*"]
suggestion = "Sagen Sie „günstig“."

[[rule]]
id = "house.names"
why = "Our product has a name"
severity = "hint"
[rule.any]
spelt = ["AquaPump 300", "eBoiler"]
suggestion = "Write it as on the box."

[[rule]]
id = "house.hours"
why = "Nobody is told when we are there"
severity = "hint"
channels = ["letter"]
[rule.en]
wanted = ["monday to friday", "we are here"]
suggestion = "Add: “We are here Monday to Friday, 9 to 5.”"
"""
HOUSE = read_pack("house", WORDS, house=True)


def _found(draft: str, **given: Any) -> dict[str, str]:
    found = review(draft, house=HOUSE, **given).findings
    return {finding.rule: finding.text for finding in found if finding.rule.startswith("house.")}


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("Dear Ada, this is our cheapest pump. Ben", {"house.cheap": "cheapest"}),
        ("Guten Tag Ada, das ist unsere billigste Pumpe. Ben", {"house.cheap": "billigste"}),
        ("It is not cheap, but it lasts.", {}),
        ("Your Aqua-Pump 300 left today.", {"house.names": "Aqua-Pump 300"}),
        ("Your aquapump 300 left today.", {"house.names": "aquapump 300"}),
        ("Your AquaPump 300 and your eBoiler left today.", {}),
        ("Bonjour Ada, votre eboiler est parti ce matin avec la facture pour vous.", {"house.names": "eboiler"}),
    ],
)
def test_words_and_names_of_the_house_are_found(draft: str, found: dict[str, str]) -> None:
    assert _found(draft) == found


def test_what_a_house_wants_said_is_missed_where_it_is_not() -> None:
    assert "house.hours" in _found("Dear Ada, it left today. Ben", channel="letter")
    assert "house.hours" not in _found("Dear Ada, it left today. We are here until six. Ben", channel="letter")
    assert "house.hours" not in _found("Dear Ada, it left today. Ben", channel="email")


def test_a_rule_of_a_house_is_a_warning_at_most() -> None:
    (rule, *_) = read_pack("house", WORDS.replace('why = "We', 'severity = "error"\nwhy = "We', 1), house=True)
    assert rule.severity == "warning"
    assert rule.house


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"house.cheap"', '"no.bare"', "belong to rules of the coach: no.bare"),
        ('"house.cheap"', '"cheap"', "needs small letters and a dot"),
        ('why = "We', 'hold = true\nwhy = "We', "can't hold a reply back"),
        ('["cheap*"]', '["(cheap"]', "in “en”, “(cheap”: “)” is missing"),
        ('["cheap*"]', '["a ... b ... c ... d"]', "more than 2 gaps"),
        ('["cheap*"]', '["[a] [b] [c] [d] [e] [f] [g] x"]', "more than 6 parts that may be missing"),
        ('["cheap*"]', "[]", "just one of phrases"),
        ('why = "We never say cheap"\n', "", "“why” is missing"),
        ("[rule.en]", "[rule.english]", "fields nobody knows: english"),
    ],
)
def test_a_malformed_pack_of_a_house_is_refused_with_its_place(old: str, new: str, fault: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_pack("house", WORDS.replace(old, new, 1), house=True)
    assert fault in str(refused.value)
    assert "house" in str(refused.value)


def test_a_rule_can_be_turned_down_or_off() -> None:
    draft = "Hello Ada, we will send it soon. Ben"
    assert {each.rule: each.severity for each in review(draft).findings}["promise.vague"] == "warning"
    turned = review(draft, quiet={"promise.vague": "hint"})
    assert {each.rule: each.severity for each in turned.findings}["promise.vague"] == "hint"
    assert "promise.vague" not in {each.rule for each in review(draft, quiet={"promise.vague": "off"}).findings}


def test_what_must_not_leave_cannot_be_turned_down() -> None:
    assert review("Hello {{name}}, it left today.", quiet={"leftover.variable": "off"}).verdict == "hold"


def test_rules_of_a_house_are_compiled_once() -> None:
    rule = '[[rule]]\nid = "house.w%d"\nwhy = "No"\n[rule.en]\nsuggestion = "No."\nphrases = ["word%d (a|b)"]\n'
    many = "".join(rule % (number, number) for number in range(200))
    review("Warm up.", house=(house := read_pack("many", many, house=True)))
    draft = "Dear Ada, word17 a left today, and word3 b comes tomorrow. Ben"
    assert is_within(0.02, lambda: review(draft, house=house))
