"""Ada's complaint, Ben who answers it, Dana who leads, and models that say what they are told to."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.drafting.actions import connect
from amends.desk.drafting.models import Endpoint
from amends.desk.drafting.rules import Question
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent, Team

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MAIL = b"""From: Ada Okafor <ada@example.com>
To: desk@desk.example
Subject: Broken blender
Message-ID: <one@example.com>

Hello, the blender of order AB-48213 does not start, I paid 49.90 EUR on 3 March. Write to ada.private@example.com.

Ada Okafor
"""


@dataclass
class Model:
    """A model that answers with the same words and remembers what it was told."""

    words: str = "Hello [name 1], your blender comes on Friday."
    asked: list[Question] = field(default_factory=list)

    def answer(self, endpoint: Endpoint, question: Question) -> str:
        self.asked.append(question)
        return self.words


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def now():
    return MONDAY


@pytest.fixture
def dana(db):
    return Agent.objects.create_user("dana@desk.example", "a long password", name="Dana Moor", is_lead=True)


@pytest.fixture
def ben(db):
    ben = Agent.objects.create_user("ben@desk.example", "a long password", name="Ben Kramer")
    ben.teams.set(Team.objects.all())
    return ben


@pytest.fixture
def case(db, now):
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=now)
    return Case.objects.get(number=receive(MAIL, Source(arrived_at=now, mailbox=mailbox), now=now).case)


@pytest.fixture
def switched_on(dana):
    return connect(dana, url="http://127.0.0.1:9/v1", model="small", key="secret", patience=5, is_on=True)
