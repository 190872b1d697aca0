"""The alarm leaves the house as a mail, but not before the worker itself has had time to look."""

from datetime import timedelta

import pytest

from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Agent
from amends.doors.mailbox.fetching import alarming
from amends.doors.mailbox.tests.conftest import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(sink_mailbox):
    Agent.objects.create_user("dana@example.org", name="Dana", is_lead=True)
    Mailbox.objects.update(fetch_host="imap.example.org", fetched_at=clock() - timedelta(hours=1))
    return sink_mailbox


def test_those_who_lead_get_a_mail(silent, smtp_sink, monkeypatch):
    monkeypatch.setattr(alarming, "FIRST_LOOK", 0.0)

    assert alarming.tell_silence(now=clock()) == 1

    [letter] = smtp_sink.wait_for(1)
    assert letter.recipients == ("dana@example.org",)
    assert b"Subject: Mail to desk@example.org is not coming in" in letter.message
    assert b"Auto-Submitted: auto-generated" in letter.message


def test_a_worker_that_was_just_started_looks_first(silent, monkeypatch):
    monkeypatch.setattr(alarming, "FIRST_LOOK", 3600.0 * 24 * 365)

    assert alarming.tell_silence(now=clock()) == 0
    assert Mailbox.objects.get().silence_told_at is None


def test_the_sample_desk_tells_nobody(silent, monkeypatch, settings):
    monkeypatch.setattr(alarming, "FIRST_LOOK", 0.0)
    settings.DEMO = True

    assert alarming.tell_silence(now=clock()) == 0
