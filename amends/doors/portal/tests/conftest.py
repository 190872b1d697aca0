"""Ada's complaint, which Ben looks after, and the link that was mailed to her."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from amends.config.clock import frozen
from amends.desk.cases.links import token_for
from amends.desk.cases.models import Case, Message, Participant
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import leave_due
from amends.desk.handoffs.actions import take
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.actions import send
from amends.desk.replies.judging import Said

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
A_MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SECRET = "the blender I got yesterday does not start at all"
OURS = "You got a blender that does not start, and you want a new one before Friday."


def letter(number: int, text: str, *, sender: str = "Ada Okafor <ada@example.com>") -> bytes:
    return (
        f"From: {sender}\r\nTo: desk@desk.example\r\nSubject: Broken blender\r\n"
        f"Message-ID: <{number}@example.com>\r\n\r\n{text}\r\n"
    ).encode()


def all_waived(case: Case) -> dict[int, str]:
    """Reasons to waive whatever is still owed."""
    return dict.fromkeys(case.obligations.values_list("pk", flat=True).filter(settled_by=None), "agreed on the phone")


@dataclass
class Ada:
    """Ada with her browser and her link."""

    case: Case
    participant: Participant
    client: Client
    now: datetime

    @property
    def url(self) -> str:
        self.case.refresh_from_db()
        return f"/p/{token_for(self.case, self.participant)}/"

    def page(self, done: str = "") -> str:
        response = self.client.get(self.url + (f"?done={done}" if done else ""))
        assert response.status_code == 200
        return response.content.decode()

    def posts(self, noun: str, **fields: str):
        return self.client.post(f"{self.url}{noun}/", fields)

    def mailed_code(self) -> str:
        """The code in the newest mail to her."""
        mail = Message.objects.filter(kind="code", address=self.participant.address).latest("pk")
        found = re.search(r"\b\d{6}\b", mail.text)
        assert found is not None
        return found[0]

    def proves(self) -> None:
        self.posts("code")
        assert self.posts("code", code=self.mailed_code()).status_code == 303


@pytest.fixture
def now():
    """Monday morning, and the clock stands still."""
    with frozen(MONDAY):
        yield MONDAY


@pytest.fixture
def ben(db):
    settings = DeskSettings.current()
    settings.name, settings.phone, settings.set_up_at = "Vogel & Sons", "555 0135", MONDAY
    settings.save()
    return Agent.objects.create_user("ben@desk.example", name="Ben Kramer")


@pytest.fixture
def ada(ben, now) -> Ada:
    """Ada wrote; Ben took the case, and nothing of ours has left yet."""
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=now)
    number = receive(letter(1, f"Hello, {SECRET}."), Source(arrived_at=now, mailbox=mailbox), now=now).case
    case = Case.objects.get(number=number)
    take(case, ben, now=now)
    return Ada(case, case.participants.get(), Client(), now)


@pytest.fixture
def told(ada: Ada, ben, now) -> Ada:
    """Ben has fed back what he understood, and that has left."""
    send(ada.case, ben, OURS, said=Said(restates=True), now=now - A_MINUTE)
    leave_due(now=now)
    ada.case.refresh_from_db()
    return ada
