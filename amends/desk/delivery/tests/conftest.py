"""A case of Ada's that Ben answers, and a server that does what the test says."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import deliver_due, leave_due
from amends.desk.delivery.letters import Letter
from amends.desk.delivery.models import Dispatch
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEFT = NOON + timedelta(minutes=1)
COMPLAINT = (
    b"From: Ada Byron <ada@example.com>\r\nTo: desk@example.org\r\nSubject: My lamp\r\n"
    b"Message-ID: <lamp@example.com>\r\nReferences: <older@example.com>\r\n\r\n"
    b"The lamp arrived broken. When will you send a new one?\r\n"
)


class Mailman:
    """A way out of the house: keeps what it is given, or raises what it is told to."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answers: list[Exception] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)
        if self.answers:
            raise self.answers.pop(0)

    def call(self, worker: str = "one") -> int:
        """Let go of what may leave and bring what is due."""
        leave_due(now=LEFT)
        return deliver_due(self, worker=worker)


@pytest.fixture
def mailman() -> Mailman:
    return Mailman()


@pytest.fixture
def mailbox(db: None) -> Mailbox:
    DeskSettings.objects.update_or_create(pk=1, defaults={"name": "Lumen & Co"})
    return Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=NOON - timedelta(days=1))


@pytest.fixture
def ben(db: None) -> Agent:
    return Agent.objects.create_user("ben@example.org", name="Ben Kant", display_name="Ben K.", signature="Ben")


@pytest.fixture
def case(mailbox: Mailbox) -> Case:
    receive(COMPLAINT, Source(arrived_at=NOON, mailbox=mailbox), now=NOON)
    return Case.objects.get()


@pytest.fixture
def reply(case: Case, ben: Agent) -> Message:
    """Ben's answer, with a copy to Cleo, in its ten seconds of grace."""
    envelope = replies.Envelope(cc=["cleo@example.net"])
    text = "Dear Ada,\n\na **new** lamp is on its way."
    return replies.send(case, ben, text, now=NOON, said=Said(answers="all"), envelope=envelope)


def dispatch_of(message: Message) -> Dispatch:
    return Dispatch.objects.get(message=message)


def let_it_be_tried(message: Message) -> None:
    """Let the pause before the next try be over."""
    Dispatch.objects.filter(message=message).update(retry_at=None)


def let_the_lease_run_out(message: Message) -> None:
    """Let so much time go by that another worker may take the letter over."""
    Dispatch.objects.filter(message=message).update(lease_until=NOON - timedelta(days=1))
