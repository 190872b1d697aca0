"""Whatever is typed into a form, a rule of the house is kept or refused with a code; nothing else ever happens."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.craft.coach import review
from amends.craft.refusal import Refused
from amends.desk.advice.house import HouseCard, document_of, rules_in
from amends.desk.advice.keeping import Checked, check
from amends.desk.advice.rules import key_of
from amends.desk.advice.trying import found_in

LINE = st.one_of(st.text(max_size=40), st.text(alphabet='a "\\\n{}“”[]|*#<>.:\x00é7', max_size=30))
CARDS = st.builds(
    HouseCard,
    st.sampled_from(["never", "name", "always", "length", "written"]),
    st.lists(LINE, max_size=4).map(tuple),
    LINE,
    LINE,
    st.sampled_from(["warning", "hint"]),
    st.one_of(LINE, LINE.map(lambda line: f'[[rule]]\nid = "house.x"\nwhy = "x"\n[rule.any]\nphrases = ["{line}"]\n')),
)
QUICKLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _checked(card: HouseCard) -> Checked | None:
    try:
        return check(card)
    except Refused:
        return None


@QUICKLY
@given(CARDS, LINE)
def test_any_card_is_kept_or_refused_by_name(card, text):
    checked = _checked(card)
    rules = checked.rules if checked else ()

    assert checked is None or rules_in("again", checked.document) == rules
    assert {finding.rule for finding in found_in(text, rules)} <= {rule.id for rule in rules}


@QUICKLY
@given(st.text(alphabet="abcdefgh '", min_size=3, max_size=30).filter(lambda text: len(key_of(text)) > 3))
def test_what_is_never_said_is_found_as_it_was_typed(words):
    checked = _checked(HouseCard("never", (words,)))
    rules = checked.rules if checked else ()
    found = review(f"Well, this is {words} here.", house=rules).findings

    assert {rule.id for rule in rules} <= {finding.rule for finding in found}


@pytest.mark.parametrize("kind", ["never", "name", "always"])
def test_quotes_and_brackets_do_no_harm_to_the_pack(kind):
    card = HouseCard(kind, ('say "hello" [now]',), instead='"so" \\ {text}', why="]]\n[rule.de]")

    assert len(rules_in("x", document_of(card, "x"))) == 1
