"""Somebody senior is called for by name: by hand, by topic, and when a customer was passed about too often (C2.8)."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.cases.models import Case, Event
from amends.desk.handoffs.actions import take
from amends.desk.handoffs.escalating import escalate
from amends.desk.handoffs.leaving import be_away
from amends.desk.handoffs.tests.conftest import MONDAY
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand, say
from amends.desk.owed.models import Obligation
from amends.desk.policies.granting import name_person
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said
from amends.desk.standing.reading import effort_of, standing_of

HOUR = timedelta(hours=1)
NOTHING = Said(answers="none")


def _senior(case: Case) -> str:
    row = Obligation.objects.open().select_related("owner").get(case=case, kind="escalate")
    return row.owner.name if row.owner else "nobody"


def test_the_lead_is_called_where_nobody_was_named(written, ben):
    escalate(written, ben, "Three colleagues, three answers.", now=MONDAY)

    assert _senior(written) == "Dana"
    assert Obligation.objects.get(case=written, kind="escalate").due == MONDAY + HOUR


def test_who_stands_for_it_is_called_and_their_deputy_while_they_are_away(written, ben, cleo, dana):
    name_person("senior", cleo, dana, now=MONDAY)
    escalate(written, ben, "Three colleagues, three answers.", now=MONDAY)
    assert _senior(written) == "Cleo"

    be_away(cleo, MONDAY + 5 * HOUR, deputy=dana, now=MONDAY)
    assert _senior(written) == "Dana"


def test_danger_calls_whoever_is_named_for_it(ben, cleo, dana):
    name_person("safety", cleo, dana, now=MONDAY)
    case = open_by_hand(
        Caller("email", "max@example.com"), "The charger caught fire and burned my hand!", ByHand(), now=MONDAY
    )

    assert _senior(case) == "Cleo"


def test_a_reason_is_needed_and_once_is_enough(written, ben, cleo):
    with pytest.raises(Missing, match="reason"):
        escalate(written, ben, " ", now=MONDAY)
    with pytest.raises(NotAllowed, match="senior"):
        escalate(written, cleo, "Please look at it.", senior=ben, now=MONDAY)
    escalate(written, ben, "Please look at it.", senior=cleo, now=MONDAY)
    with pytest.raises(AlreadyDone, match="escalated"):
        escalate(written, ben, "Please look at it.", now=MONDAY)


def test_naming_the_senior_to_the_customer_is_an_introduction_and_a_lesser_word_is_none(written, ben, cleo):
    escalate(written, ben, "Please look at it.", senior=cleo, now=MONDAY)
    replies.call(written, ben, "I told her that we look into it.", reached=True, said=NOTHING, now=MONDAY)
    assert _senior(written) == "Cleo"

    replies.call(written, ben, "I told her that Cleo calls at eleven.", reached=True, said=NOTHING, now=MONDAY)
    assert not Obligation.objects.open().filter(case=written, kind="escalate").exists()


def test_who_was_passed_about_too_often_gets_somebody_senior_once(written, ben, cleo, dana):
    agents, address, at = [cleo, ben, cleo, ben, cleo], written.customer.addresses.get(), MONDAY
    for agent in agents:
        at += 3 * HOUR
        take(Case.objects.get(pk=written.pk), agent, now=at)
        replies.call(written, agent, "We look into it.", reached=True, said=NOTHING, now=at)
        at += 3 * HOUR
        say(written, address, "You did not tell me why it broke again. Why?", channel="phone", now=at)
    standing = standing_of(written.customer, now=at)

    assert standing.bounces.over
    assert {line.kind for line in standing.bounces.lines} >= {"changed_agent", "answered_nothing"}
    assert _senior(written) == "Dana"
    assert Event.objects.filter(case=written, kind="escalation.asked", data__why="bounces").count() == 1


def test_a_customer_who_was_answered_at_once_is_called_no_senior(written, ben):
    replies.call(written, ben, "It was the fuse.", reached=True, said=Said(answers="all"), now=MONDAY + HOUR)
    standing = standing_of(written.customer, now=MONDAY + 2 * HOUR)
    effort = effort_of(written, now=MONDAY + 2 * HOUR)

    assert not standing.bounces.lines
    assert effort.contacts == 1
    assert effort.transfers == 0
    assert effort.waiting == HOUR
