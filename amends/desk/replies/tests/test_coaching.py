"""The margin: findings as loud as this desk wants them, questions as agents heard them, counted when it is sent."""

from datetime import UTC, datetime

import pytest

from amends.desk.advice.actions import Place, add_question, answer, strike_question
from amends.desk.advice.house import HouseCard
from amends.desk.advice.keeping import keep, pin
from amends.desk.advice.models import Outcome
from amends.desk.advice.tallies import tallies
from amends.desk.cases.models import Case, Event
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent
from amends.desk.replies.actions import recall, send
from amends.desk.replies.coaching import coached

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
RULE = "apology.any"
DRAFT = "Hello Ada, we are sorry for any inconvenience. A new one leaves today. Ben"
WORDS = "sorry for any inconvenience"
ASKED = "The blender does not start. Can you send me a new one? Does anybody read this?"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ben() -> Agent:
    return add_agent("ben@desk.example", Card(name="Ben", is_lead=True))


@pytest.fixture
def case(ben) -> Case:
    return open_by_hand(Caller("email", "ada@example.com", name="Ada"), ASKED, ByHand(subject="Blender"), now=MONDAY)


def _said(case, ben, draft=DRAFT):
    return coached(case, ben, draft, stage="first", now=MONDAY)


def _found(case, ben, draft=DRAFT):
    return {each.finding.rule: each for each in _said(case, ben, draft).findings}


def _place(case, ben):
    return Place(RULE, _found(case, ben)[RULE].finding.text)


def test_a_dismissed_finding_is_silent_and_named_as_such(ben, case):
    answer(case, ben, _place(case, ben), "case", now=MONDAY)
    said = _said(case, ben)

    assert RULE not in {each.finding.rule for each in said.findings}
    assert [(each.finding.rule, each.how) for each in said.silent] == [(RULE, "case")]


def test_a_rule_that_was_turned_down_only_hints_and_says_so(ben, case):
    harsh = "Hello Ada, you should have read the manual. I will get back to you soon. Our policy says no. Ben"
    rule, loud = next(
        (name, each.severity) for name, each in _found(case, ben, harsh).items() if each.severity != "hint"
    )
    Outcome.objects.bulk_create(
        Outcome(case=case, agent=ben, rule=rule, kind="once", place=str(number), at=MONDAY) for number in range(30)
    )
    found = _found(case, ben, harsh)[rule]

    assert (found.severity, found.ground) == ("hint", "turned_down")
    pin(rule, "on", ben, now=MONDAY)
    assert _found(case, ben, harsh)[rule].severity == loud
    pin(rule, "off", ben, now=MONDAY)
    assert rule not in _found(case, ben, harsh)


def test_rules_of_the_house_speak_beside_the_others(ben, case):
    keep(HouseCard("never", ("a new one",), instead="a new blender"), ben, now=MONDAY)

    assert _found(case, ben)["house.a_new_one"].finding.text == "A new one"


def test_what_stood_when_it_was_sent_is_counted_once(ben, case):
    answer(case, ben, Place("policy.says", "our policy"), "taken", now=MONDAY)
    found = set(_found(case, ben))
    sent = send(case, ben, DRAFT, now=MONDAY)
    counted = tallies()

    assert found == {rule for rule, tally in counted.items() if tally.kept}
    assert counted["policy.says"].taken == 1
    assert not Outcome.objects.exclude(message=sent).exists()


def test_a_reply_taken_back_is_not_counted(ben, case):
    answer(case, ben, _place(case, ben), "once", now=MONDAY)
    recall(send(case, ben, DRAFT, now=MONDAY), ben, now=MONDAY)

    assert [(rule, tally.shown) for rule, tally in tallies().items()] == [(RULE, 1)]
    assert RULE not in _found(case, ben)


def test_a_struck_question_need_not_be_answered(ben, case):
    strike_question(case, ben, "Does anybody read this?", now=MONDAY)
    said = _said(case, ben, "Hello Ada, yes, I send you a new one today. Ben")

    assert [each.asked.text for each in said.questions] == ["Can you send me a new one?"]
    assert [each.text for each in said.struck] == ["Does anybody read this?"]


def test_an_added_question_holds_the_answer_open_until_it_is_answered(ben, case):
    draft = "Hello Ada, thank you for your letter. Ben"
    for words in ("Can you send me a new one?", "Does anybody read this?"):
        strike_question(case, ben, words, now=MONDAY)
    add_question(case, ben, "The blender does not start.", now=MONDAY)
    said = _said(case, ben, draft)
    send(case, ben, draft, now=MONDAY)

    assert [(each.asked.added, each.answered) for each in said.questions] == [(True, False)]
    assert Event.objects.get(kind="reply.sent").data["answers"] == []


def test_where_all_questions_were_struck_any_reply_answers(ben, case):
    for words in ("Can you send me a new one?", "Does anybody read this?"):
        strike_question(case, ben, words, now=MONDAY)
    send(case, ben, "Hello Ada, thank you for your letter. Ben", now=MONDAY)

    assert len(Event.objects.get(kind="reply.sent").data["answers"]) == 1


def test_the_margin_costs_the_same_however_much_was_said_of_rules(ben, case, django_assert_max_num_queries):
    _said(case, ben)
    with django_assert_max_num_queries(40) as few:
        _said(case, ben)
    for number in range(30):
        answer(case, ben, Place(RULE, f"place {number}"), "once", now=MONDAY)
        strike_question(case, ben, "Does anybody read this?", now=MONDAY)
    with django_assert_max_num_queries(len(few)):
        _said(case, ben)

    assert len(few) <= 20


def test_nothing_is_written_while_somebody_types(ben, case):
    before = Outcome.objects.count(), Event.objects.count()
    for end in range(10, len(DRAFT), 10):
        _said(case, ben, DRAFT[:end])

    assert before == (Outcome.objects.count(), Event.objects.count())
