"""A desk with one mailbox and the people of every test; letters are written by `post.py`."""

from datetime import timedelta

import pytest

from amends.desk.channels.models import Mailbox
from amends.desk.intake.tests.post import NOON
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings


@pytest.fixture
def mailbox(db: None) -> Mailbox:
    DeskSettings.objects.update_or_create(pk=1, defaults={"name": "Lumen & Co"})
    return Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=NOON - timedelta(days=30))


@pytest.fixture
def ben(db: None) -> Agent:
    return Agent.objects.create_user("ben@example.org", name="Ben Kant", display_name="Ben K.", signature="Ben")
