"""After an agreement the customer has in writing what was promised: once, and only where there is something to keep."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.desk.cases.models import Case, Event, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.jobs.models import Job
from amends.desk.offers.agreeing import Choice, agree
from amends.desk.offers.models import Agreement
from amends.desk.offers.offering import Pick, Terms, draft
from amends.desk.people.models import Agent
from amends.desk.replies.actions import call
from amends.desk.replies.tasks import send_statement

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MAIL = b"From: Ada <ada@example.com>\nTo: desk@desk.example\nSubject: Blender\nMessage-ID: <1@e.example>\n\nIt broke.\n"


@pytest.fixture
def ben():
    return Agent.objects.create_user("ben@desk.example", name="Ben Kramer")


@pytest.fixture
def case(ben):
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=NOW)
    return Case.objects.get(number=receive(MAIL, Source(arrived_at=NOW, mailbox=mailbox), now=NOW).case)


def agreed(case: Case, ben: Agent, pick: Pick) -> Event:
    offer = draft(case, ben, [pick], Terms(), now=NOW)
    call(case, ben, "I told her what we can do.", reached=True, now=NOW)
    agree(offer, [], Choice(Agreement.How.WORD, ben, words="Yes, please."), now=NOW)
    return Event.objects.get(kind="offer.agreed")


def statements() -> list[Message]:
    return list(Message.objects.filter(kind="reply", text__contains="what we have promised"))


def test_a_statement_names_the_exact_amount_and_date_in_the_owners_name(case, ben):
    event = agreed(case, ben, Pick("Part of the price back", "partial_refund", Money(Decimal("18.00"), "EUR")))

    send_statement.func(event.pk, now=NOW)

    (sent,) = statements()
    assert "Part of the price back, €18.00: Thursday 5 March 2026" in sent.text
    assert sent.agent == ben
    assert sent.to == ["ada@example.com"]


def test_an_agreement_leaves_a_job_to_send_it(case, ben):
    event = agreed(case, ben, Pick("A new one", "replacement"))

    assert Job.objects.filter(task=send_statement.module_path, args=[event.pk]).count() == 1


def test_it_goes_once_however_often_the_job_is_done(case, ben):
    event = agreed(case, ben, Pick("A new one", "replacement"))

    send_statement.func(event.pk, now=NOW)
    send_statement.func(event.pk, now=NOW)

    assert len(statements()) == 1


def test_words_alone_need_no_statement(case, ben):
    event = agreed(case, ben, Pick("We say how it came about", "explanation"))

    send_statement.func(event.pk, now=NOW)

    assert statements() == []
