"""What a case may belong to is suggested by ids, numbers, matter and people; saying no to it is final."""

from datetime import timedelta

import pytest

from amends.desk.cases.models import Case
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.intake.ties.belonging import join, may_belong, say_unrelated
from amends.desk.intake.ties.joining import merge, part
from amends.desk.people.models import Agent, Team
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said

LATER = NOON + timedelta(hours=2)
BOB = "Bob <bob@example.com>"
EVE = "Eve <eve@gmail.com>"


@pytest.fixture
def lamp(mailbox) -> Case:
    return case_of(bring(letter("lamp"), mailbox=mailbox))


def suggested(case: Case, agent: Agent) -> list[tuple[str, str]]:
    return [(entry.case.number, entry.why) for entry in may_belong(case, agent)]


def test_the_same_customer_about_the_same(lamp, ben):
    again = case_of(bring(letter("again", subject="AW: my  LAMP"), LATER))

    assert suggested(again, ben) == [(lamp.number, "customer")]
    assert suggested(lamp, ben) == [(again.number, "customer")]


def test_somebody_of_the_same_house_about_the_same_but_not_of_a_host_for_everybody(lamp, ben):
    of_bob = case_of(bring(letter("bob", who=BOB), LATER))
    of_eve = case_of(bring(letter("eve", who=EVE), LATER))
    case_of(bring(letter("adam", who="adam@gmail.com"), LATER))

    assert suggested(of_bob, ben) == [(lamp.number, "people")]
    assert suggested(of_eve, ben) == []


def test_a_number_named_by_a_stranger(lamp, ben):
    found = case_of(bring(letter("eve", who=EVE, subject=f"About [{lamp.number}]"), LATER))

    assert suggested(found, ben) == [(lamp.number, "number")]


def test_ids_of_a_case_that_was_answered_already(mailbox, ben):
    one, two = (case_of(bring(letter(name, answers=(f"before-{name}",), subject=name))) for name in ("one", "two"))
    replies.send(one, ben, "Soon.", now=NOON, said=Said(answers="all"))
    replies.send(two, ben, "Soon.", now=NOON, said=Said(answers="all"))

    into = case_of(bring(letter("both", answers=("before-one", "before-two")), LATER))

    assert into == two
    assert suggested(two, ben) == [(one.number, "ids")]


def test_another_matter_a_closed_case_and_no_subject_suggest_nothing(lamp, ben):
    other = case_of(bring(letter("chair", subject="My chair"), LATER))
    nameless = [case_of(bring(letter(name, subject=""), LATER)) for name in ("x", "y")]
    closed = case_of(bring(letter("again"), LATER))
    closed.close("solved", at=LATER)

    assert [suggested(case, ben) for case in (lamp, other, *nameless)] == [[]] * 4


def test_a_no_is_final_for_both_and_nothing_joins_them_by_itself(lamp, ben):
    again = case_of(bring(letter("again"), LATER))

    say_unrelated(again, lamp, ben, now=LATER)
    say_unrelated(lamp, again, ben, now=LATER)
    found = bring(letter("both", answers=("lamp", "again")), LATER)

    assert (suggested(again, ben), suggested(lamp, ben)) == ([], [])
    assert found.case == again.number


def test_what_is_merged_or_was_taken_apart_is_suggested_no_more(lamp, ben):
    again = case_of(bring(letter("again"), LATER))
    made = merge(again, lamp, ben, now=LATER)
    assert suggested(lamp, ben) == []

    part(made, ben, now=LATER)
    assert suggested(lamp, ben) == []


def test_nobody_is_told_of_a_case_they_may_not_see(lamp, ben):
    again = case_of(bring(letter("again"), LATER))
    Case.objects.filter(pk=lamp.pk).update(team=Team.objects.create(name="Law"))

    assert suggested(again, ben) == []


def test_the_newer_case_joins_the_older_one_from_whichever_page(lamp, ben):
    again = case_of(bring(letter("again"), LATER))

    assert join(lamp, again, ben, now=LATER) == lamp
    assert Case.objects.get(pk=again.pk).survivor() == lamp
