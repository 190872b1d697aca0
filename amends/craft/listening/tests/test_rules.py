"""Every rule proves itself: each bad example fires it, no good one does."""

import pytest

from amends.craft.listening.rulebook import LANGUAGES, rulebook
from amends.craft.listening.signals import Rule
from amends.craft.text import fold

RULES = [rule for language in LANGUAGES for rule in rulebook(language).rules]


def fired(rule: Rule, example: str) -> bool:
    """Tell whether `rule` fires on an example, with all the other rules of its language about."""
    return any(hit.rule is rule for hit in rulebook(rule.id[:2]).find(fold(example)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fires_on_its_bad_examples_and_on_no_good_one(rule: Rule) -> None:
    assert rule.why
    assert rule.bad
    assert rule.good
    assert [example for example in rule.bad if not fired(rule, example)] == []
    assert [example for example in rule.good if fired(rule, example)] == []


def test_no_two_rules_share_a_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
