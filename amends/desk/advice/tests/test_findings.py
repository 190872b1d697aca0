"""What agents make of findings: kept once, silent as long as they said, counted with the reply."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from amends.craft.coach import review
from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.advice.actions import Place, answer, count_sent, give_back, speak_again
from amends.desk.advice.catalogue import catalogue
from amends.desk.advice.models import Outcome
from amends.desk.advice.silence import silence_of
from amends.desk.advice.tallies import standings, tallies
from amends.desk.advice.tests.conftest import MONDAY
from amends.desk.cases.models import Message
from amends.desk.people.staff import Card, add_agent

RULE = "apology.any"
DRAFT = "Hello Ada, we are sorry for any inconvenience. Ben"
PLACE = Place(RULE, "sorry for any inconvenience", "we are sorry for any inconvenience.")


@pytest.fixture
def desk(ben, dana, case, other) -> SimpleNamespace:
    return SimpleNamespace(ben=ben, dana=dana, case=case, other=other)


def _finding(draft=DRAFT, rule=RULE):
    return next(found for found in review(draft).findings if found.rule == rule)


def _place():
    return Place(RULE, _finding().text, DRAFT)


def _sent(case, ben) -> Message:
    return Message.objects.create(case=case, direction="out", kind="reply", agent=ben, text=DRAFT, said_at=MONDAY)


@pytest.mark.parametrize("kind", ["once", "case", "me", "wrong"])
def test_what_was_dismissed_is_silent_however_it_is_written(ben, case, kind):
    answer(case, ben, _place(), kind, now=MONDAY)
    loud = _finding(DRAFT.replace("any", "ANY"))

    assert silence_of(case, ben).covers(loud)


@pytest.mark.parametrize(
    ("kind", "reaches"),
    [
        ("once", {"here"}),
        ("wrong", {"here"}),
        ("case", {"here", "colleague"}),
        ("me", {"here", "elsewhere"}),
        ("taken", set()),
    ],
)
def test_how_far_a_dismissal_reaches(desk, kind, reaches):
    answer(desk.case, desk.ben, _place(), kind, now=MONDAY)
    silences = {
        "here": silence_of(desk.case, desk.ben),
        "colleague": silence_of(desk.case, desk.dana),
        "elsewhere": silence_of(desk.other, desk.ben),
    }

    assert {name for name, silence in silences.items() if silence.covers(_finding())} == reaches


def test_what_was_dismissed_once_speaks_again_after_the_reply(ben, case):
    answer(case, ben, _place(), "once", now=MONDAY)
    count_sent(case, ben, _sent(case, ben), (), now=MONDAY)

    assert not silence_of(case, ben).covers(_finding())


def test_the_same_answer_twice_counts_once(ben, case):
    first = answer(case, ben, _place(), "wrong", now=MONDAY)
    second = answer(case, ben, _place(), "wrong", now=MONDAY + timedelta(hours=1))

    assert first == second
    assert tallies()[RULE].wrong == 1


def test_what_was_reported_wrong_keeps_its_sentence_and_nothing_else_does(ben, case):
    answer(case, ben, PLACE, "wrong", now=MONDAY)
    answer(case, ben, PLACE, "case", now=MONDAY)

    assert [row.sentence for row in Outcome.objects.all()] == [PLACE.sentence, ""]


def test_what_was_silent_speaks_again_when_asked_to(ben, dana, case):
    for kind in ("me", "case", "wrong"):
        answer(case, ben, _place(), kind, now=MONDAY)
    answer(case, dana, _place(), "me", now=MONDAY)
    speak_again(case, ben, RULE, now=MONDAY)

    assert not silence_of(case, ben).covers(_finding())
    assert silence_of(case, dana).covers(_finding())
    assert tallies()[RULE].judged == 1


def test_what_must_not_leave_can_not_be_silenced(ben, case):
    holding = next(known for known in catalogue().values() if known.holds)
    with pytest.raises(NotAllowed, match="finding_holds"):
        answer(case, ben, Place(holding.id, "idiot"), "me", now=MONDAY)

    assert not Outcome.objects.exists()


def test_answers_that_nobody_can_give_are_refused(ben, case):
    with pytest.raises(Malformed, match="finding_answer"):
        answer(case, ben, PLACE, "kept", now=MONDAY)
    with pytest.raises(Missing, match="finding"):
        answer(case, ben, Place("no.such.rule"), "once", now=MONDAY)


def test_a_reply_that_did_not_go_gives_back_what_was_counted(ben, case):
    answer(case, ben, _place(), "once", now=MONDAY)
    sent = _sent(case, ben)
    count_sent(case, ben, sent, [Place("policy.says", "our policy")], now=MONDAY)
    before = tallies()
    give_back(sent)

    assert before["policy.says"].kept == 1
    assert "policy.says" not in tallies()
    assert silence_of(case, ben).covers(_finding())


def test_a_rule_that_is_mostly_dismissed_turns_itself_down(ben, case, django_assert_num_queries):
    Outcome.objects.bulk_create(
        Outcome(case=case, agent=ben, rule=RULE, kind="case", place=str(number), at=MONDAY) for number in range(25)
    )
    catalogue()
    with django_assert_num_queries(4):
        found = standings([RULE, "policy.says"])

    assert (found[RULE].level, found[RULE].ground) == ("hint", "turned_down")
    assert found["policy.says"].level == "as_written"


def test_people_of_elsewhere_see_no_outcomes(ben, case):
    dan = add_agent("dan@desk.example", Card(name="Dan"))
    dan.teams.clear()
    answer(case, ben, PLACE, "wrong", now=MONDAY)

    assert Outcome.objects.visible_to(ben).count() == 1
    assert not Outcome.objects.visible_to(dan).exists()
