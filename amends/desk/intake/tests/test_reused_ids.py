"""Machines that give every mail the same Message-ID, and people who take another's, lead nobody into a case."""

from datetime import timedelta

import pytest

from amends.desk.cases.models import Case, Merge, Message
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.piling import make_case
from amends.desk.intake.tests.post import ADA, NOON, bring, case_of, letter
from amends.desk.intake.ties.belonging import may_belong

VIC = "Vic <vic@example.net>"
CARL = "Carl <carl@example.org>"
TOASTER = "My toaster burnt my kitchen! When do you pay?"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def adas(mailbox) -> Case:
    return case_of(bring(letter("scan"), mailbox=mailbox))


@pytest.fixture
def vics(adas, mailbox) -> Case:
    """A case that Vic opened with a mail that bears the Message-ID of Ada's."""
    return case_of(bring(letter("scan", TOASTER, who=VIC, subject="Toaster"), mailbox=mailbox))


def test_the_id_of_another_ones_mail_leads_nobody_into_their_case(adas, vics, ben):
    assert vics != adas
    assert vics.customer.addresses.get().value == "vic@example.net"
    assert not adas.participants.filter(address__value="vic@example.net").exists()
    assert "message_id_reused" in Message.objects.of(vics).get().problems
    assert [(entry.case, entry.why) for entry in may_belong(vics, ben)] == [(adas, "ids")]


def test_the_same_words_of_somebody_else_under_the_same_id_are_theirs(adas, mailbox):
    found = bring(letter("scan", who=VIC), mailbox=mailbox)

    assert (found.duplicate, found.opened) == (False, True)


@pytest.mark.parametrize(("who", "name"), [(ADA, "adas"), (VIC, "vics")])
def test_whoever_wrote_under_the_id_before_writes_into_their_own_case(adas, vics, who, name):
    found = bring(letter("scan", "And when do you answer?", who=who), LATER)

    assert case_of(found) == {"adas": adas, "vics": vics}[name]
    assert "message_id_reused" in found.problems


@pytest.mark.parametrize(("who", "name"), [(ADA, "adas"), (VIC, "vics")])
def test_an_answer_to_a_shared_id_leads_to_the_writers_own_case(adas, vics, who, name):
    found = bring(letter("more", "Still nothing?", who=who, answers=("scan",)), LATER)

    assert case_of(found) == {"adas": adas, "vics": vics}[name]


def test_a_shared_id_leads_a_stranger_nowhere(adas, vics):
    assert bring(letter("more", "What is this about?", who=CARL, answers=("scan",)), LATER).opened


def test_a_shared_id_joins_no_cases(adas, vics):
    bring(letter("next", "Is anybody there?", who=VIC, answers=("scan",)), LATER)

    found = bring(letter("last", "Hello?", who=VIC, answers=("scan", "next")), LATER)

    assert case_of(found) == vics
    assert not Merge.objects.exists()


def test_what_an_agent_makes_a_case_of_is_not_led_astray_either(adas, mailbox, ben):
    bring(letter("scan", TOASTER, who=VIC, Auto_Submitted="auto-generated"), mailbox=mailbox)

    made = make_case(Arrival.objects.on_pile().get(), ben, now=LATER)

    assert made != adas
