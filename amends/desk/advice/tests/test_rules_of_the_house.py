"""Leads keep rules of the house: by simple forms or in full, checked before anybody meets them, with a record."""

from typing import Any

import pytest

from amends.craft.coach import review
from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.advice.catalogue import catalogue
from amends.desk.advice.house import HouseCard, house
from amends.desk.advice.keeping import card_of, changes_of, end, keep, pin
from amends.desk.advice.models import HouseRule, Pin
from amends.desk.advice.tests.conftest import MONDAY
from amends.desk.advice.trying import found_in, how_often
from amends.desk.cases.models import Message
from amends.desk.people.staff import Card, add_agent

NEVER = HouseCard("never", ("no problem", "kein Problem"), instead="gladly", why="Nobody said that there was one")
WRITTEN = """
[[rule]]
id = "house.cheap"
why = "We never say cheap"
[rule.en]
phrases = ["cheap*"]
suggestion = "Say “good value”."
bad = ["It is the cheaper one."]
good = ["It is good value."]
"""


def _rules(text):
    return [finding.rule for finding in review(text, house=house()).findings if finding.rule.startswith("house.")]


def test_what_is_never_said_is_found_in_any_language_and_says_what_to_write(dana):
    keep(NEVER, dana, now=MONDAY)
    (found,) = found_in("It was no problem for us, Ada.", house())

    assert (found.rule, found.text) == ("house.no_problem", "no problem")
    assert found.why == "We don't say “No problem”"
    assert found.suggestion == "Nobody said that there was one. Write “gladly”."
    assert _rules("Das ist für uns kein Problem und wir schicken es Ihnen gern.") == ["house.no_problem"]


def test_a_reason_alone_is_a_whole_sentence(dana):
    keep(HouseCard("never", ("we",), why="You are a person, so write as one"), dana, now=MONDAY)

    assert found_in("We sent it.", house())[0].suggestion == "You are a person, so write as one."


@pytest.mark.parametrize("written", ["aquapump 300", "Aqua-Pump 300", "AQUAPUMP 300"])
def test_names_are_spelt_right_each_with_its_own_advice(dana, written):
    keep(HouseCard("name", ("AquaPump 300", "Vogel & Sons")), dana, now=MONDAY)
    (found,) = found_in(f"The {written} is on its way.", house())

    assert found.suggestion == "Write “AquaPump 300”."
    assert found_in("The AquaPump 300 is on its way.", house()) == ()


def test_what_every_reply_has_is_missed(dana):
    keep(HouseCard("always", ("0800 1234", "call me"), why="They shall know how to reach us"), dana, now=MONDAY)

    assert _rules("Hello Ada, it comes on Friday. Ben") == ["house.0800_1234"]
    assert _rules("Hello Ada, it comes on Friday. Just call me. Ben") == []


def test_what_is_too_long_is_found(dana):
    keep(HouseCard("length", ("20",), severity="hint"), dana, now=MONDAY)

    assert _rules("It is on its way to you. " * 10) == ["house.length"]
    assert _rules("It is on its way to you.") == []


def test_a_rule_written_in_full_is_checked_with_its_examples(dana):
    row = keep(HouseCard("written", document=WRITTEN), dana, now=MONDAY)

    assert _rules("It is the cheaper one.") == ["house.cheap"]
    assert catalogue()["house.cheap"].house
    assert card_of(row).document == WRITTEN


@pytest.mark.parametrize(
    ("card", "error", "code"),
    [
        (HouseCard("never"), Missing, "house_words"),
        (HouseCard("never", ("  ",)), Missing, "house_words"),
        (HouseCard("never", ("!?",)), Missing, "house_words"),
        (HouseCard("never", ("gladly",), instead="gladly"), Malformed, "house_found"),
        (HouseCard("never", tuple(map(str, range(100)))), Malformed, "house_many"),
        (HouseCard("never", ("x" * 200,)), Malformed, "house_many"),
        (HouseCard("length", ("soon",)), Malformed, "house_length"),
        (HouseCard("length", ("3",)), Malformed, "house_length"),
        (HouseCard("written"), Missing, "house_rule"),
        (HouseCard("written", document="theme = 'x'"), Missing, "house_rule"),
        (HouseCard("written", document="no toml"), Malformed, "coach_pack"),
        (HouseCard("written", document=WRITTEN.replace("cheap*", "che*p")), Malformed, "coach_pack"),
        (HouseCard("written", document=WRITTEN.replace("house.cheap", "policy.says")), Malformed, "coach_pack"),
        (HouseCard("written", document=WRITTEN.replace("cheap*", "dear")), Malformed, "house_unfound"),
        (HouseCard("written", document=WRITTEN.replace("is good value", "is cheap")), Malformed, "house_found"),
    ],
)
def test_a_rule_that_could_not_be_used_is_refused(dana, card: HouseCard, error: Any, code: str):
    with pytest.raises(error) as refusal:
        keep(card, dana, now=MONDAY)

    assert refusal.value.code == code
    assert not HouseRule.objects.exists()


def test_two_rules_share_no_id(dana):
    keep(HouseCard("written", document=WRITTEN), dana, now=MONDAY)
    with pytest.raises(Malformed, match="house_ids"):
        keep(HouseCard("written", document=WRITTEN), dana, now=MONDAY)

    assert HouseRule.objects.count() == 1


def test_changes_are_kept_and_the_rule_keeps_its_name(dana):
    row = keep(NEVER, dana, now=MONDAY)
    keep(HouseCard("never", ("no worries",)), dana, now=MONDAY, row=row)
    end(row, dana, now=MONDAY)
    changes = [(bool(each.before), bool(each.after)) for each in changes_of("house.no_problem")]

    assert row.slug == "no_problem"
    assert changes == [(True, False), (True, True), (False, True)]
    assert house() == ()


def test_a_name_that_is_taken_gets_a_number(dana):
    keep(NEVER, dana, now=MONDAY)

    assert keep(HouseCard("never", ("No problem at all",)), dana, now=MONDAY).slug == "no_problem_at_all"
    assert keep(HouseCard("never", ("no problem",)), dana, now=MONDAY).slug == "no_problem_2"


def test_only_leads_change_rules(ben, dana):
    row = keep(NEVER, dana, now=MONDAY)
    for act in (
        lambda: keep(NEVER, ben, now=MONDAY),
        lambda: end(row, ben, now=MONDAY),
        lambda: pin("policy.says", "off", ben, now=MONDAY),
    ):
        with pytest.raises(NotAllowed, match="leads_only"):
            act()

    assert not Pin.objects.exists()
    assert HouseRule.objects.in_use().count() == 1


def test_a_pin_is_set_changed_and_taken_away(dana):
    for state in ("off", "off", "hint", ""):
        pin("policy.says", state, dana, now=MONDAY)
    with pytest.raises(Malformed, match="pin"):
        pin("policy.says", "loud", dana, now=MONDAY)

    assert not Pin.objects.exists()
    assert [(each.before, each.after) for each in changes_of("policy.says")] == [
        ("hint", ""),
        ("off", "hint"),
        ("", "off"),
    ]


def test_a_pack_that_can_not_be_read_any_more_is_silent(dana):
    keep(NEVER, dana, now=MONDAY)
    HouseRule.objects.create(slug="old", kind="written", document="[[", made_at=MONDAY)

    assert [rule.id for rule in house()] == ["house.no_problem"]


def _reply(case, text):
    Message.objects.create(case=case, direction="out", kind="reply", text=text, said_at=MONDAY)


def test_how_often_replies_would_have_met_it_shows_three_that_the_lead_may_see(
    dana, case, other, django_assert_num_queries
):
    for number in range(5):
        _reply(case, f"Hello Ada, that is no problem at all, {number}. Ben")
    _reply(other, "Hello Eve, it is on its way. Ben")
    keep(NEVER, dana, now=MONDAY)
    rules = house()
    with django_assert_num_queries(1):
        found = how_often(rules, dana)

    assert (found.replies, found.looked_at, found.met) == (6, 6, 5)
    assert [each.case for each in found.examples] == [case.number] * 3
    assert found.examples[0].words == "no problem"


def test_people_of_elsewhere_count_nothing(dana, case):
    dan = add_agent("dan@desk.example", Card(name="Dan"))
    dan.teams.clear()
    _reply(case, "That is no problem.")
    keep(NEVER, dana, now=MONDAY)

    assert how_often(house(), dan).replies == 0


def test_counting_stops_when_its_time_is_over(dana, case):
    _reply(case, "That is no problem.")
    keep(NEVER, dana, now=MONDAY)

    assert how_often(house(), dana, seconds=-1).looked_at == 0
