"""The sample opens with every case where its file says it stands, and with something in every corner of the desk."""

from collections import Counter
from datetime import UTC, timedelta
from itertools import pairwise

import pytest
from django.db import transaction

from amends.desk.cases.models import Attachment, Case, Event, Link, Message, Participant
from amends.desk.handoffs.models import Handoff
from amends.desk.intake.models import Arrival
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import ActionItem, Obligation, Promise
from amends.desk.replies.models import Draft
from amends.doors.demo.company import Story, company, sample

STORIES = sample().stories
ROWS = ("kind", "opened_by", "due", "not_before", "settled_by", "paused", "waived", "owner", "backup")


def _standing(case: Case) -> dict[str, object]:
    """Return how a case stands, in the words of the files."""
    owner = case.owner.email.partition("@")[0] if case.owner else "Desk"
    return {
        "state": "open" if case.is_open else "closed",
        "outcome": case.outcome,
        "kind": case.kind,
        "owner": owner,
        "understanding": case.understanding,
        "heat": case.heat,
        "linked": Link.objects.filter(case=case).exists(),
        "strangers": Participant.objects.filter(case=case, verified=False).count(),
        "promises": Promise.objects.filter(case=case).count(),
    }


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_a_case_stands_where_its_file_says(opens, numbers, story: Story):
    case, expected = Case.objects.get(number=numbers[story.key]), story.expected
    standing = _standing(case)
    wanted = {name: getattr(expected, name) for name in standing}
    asked = {name for name, value in wanted.items() if value not in {None, ""} or name == "outcome"}
    owed = list(Obligation.objects.open().filter(case=case).select_related("owner"))

    assert {name: standing[name] for name in asked} == {name: wanted[name] for name in asked}
    assert set(expected.owed) <= {row.kind for row in owed}
    if expected.overdue is not None:
        late = {row.kind for row in owed if row.due < opens and not row.paused}
        assert late - {"promise"} == set(expected.overdue)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_a_case_shows_its_finer_points(opens, numbers, story: Story):
    case, expected = Case.objects.get(number=numbers[story.key]), story.expected
    owed = Obligation.objects.open().filter(case=case)

    assert owed.filter(paused=True).exists() == expected.paused
    assert owed.filter(not_before__gt=opens).exclude(case__subject="Pump arrived cracked").exists() == expected.unripe
    if expected.owed_by:
        assert owed.filter(owner__email__startswith=expected.owed_by).exists()
    waiting = Handoff.objects.filter(case=case, accepted_at=None, declined_at=None).first()
    assert (waiting.taker.email.partition("@")[0] if waiting else "") == expected.handoff


def test_reckoning_a_case_again_changes_nothing(opens):
    for case in Case.objects.surviving():
        before = list(Obligation.objects.filter(case=case).order_by("pk").values_list(*ROWS))
        with transaction.atomic():
            reckon(Case.locked(case.pk), now=opens)
        assert list(Obligation.objects.filter(case=case).order_by("pk").values_list(*ROWS)) == before, case.number


def test_owed_opens_with_something_late_soon_today_and_later(opens):
    due = list(Case.objects.open().surviving().values_list("due_at", flat=True))
    midnight = opens.astimezone(company().zone).replace(hour=23, minute=59)

    late = sum(at < opens for at in due)
    soon = sum(opens <= at <= opens + timedelta(hours=1) for at in due)
    today = sum(opens + timedelta(hours=1) < at <= midnight for at in due)
    assert 3 <= late <= 8
    assert 6 <= soon <= 16
    assert 6 <= today <= 16
    assert len(due) - late - soon - today >= 5


def test_every_obligation_and_every_outcome_is_there(opens):
    kinds = set(Obligation.objects.open().values_list("kind", flat=True))
    outcomes = set(Case.objects.exclude(closed_at=None).values_list("outcome", flat=True))

    assert kinds == set(
        "acknowledge answer understand offer circle_back promise update call_back own_up follow_up".split()
    )
    assert outcomes == {"solved", "answered", "unconfirmed", "no word", "not for us", "merged", "ended", "history"}


def test_people_write_in_two_languages_and_several_tones(opens):
    languages = Counter(Case.objects.values_list("customer__language", flat=True))
    tones = set(Case.objects.open().values_list("tone", flat=True))

    assert set(languages) == {"en", "de"}
    assert min(languages.values()) >= 10
    assert {"angry", "disappointed", "worried", "confused", "calm", "grateful"} & tones >= {"angry", "worried", "calm"}
    assert len(tones) >= 5


def test_every_corner_of_the_desk_has_something_in_it(opens):
    assert set(Arrival.objects.on_pile().values_list("pile_reason", flat=True)) == {"automatic", "bounce", "no_sender"}
    assert set(Message.objects.filter(direction="in").values_list("channel", flat=True)) >= {
        "email", "voicemail", "phone", "letter", "web",
    }  # fmt: skip
    assert Case.objects.open().filter(owner=None).exists()
    assert Promise.objects.exclude(kept_at=None).filter(broken_at__isnull=False).exists()
    assert Promise.objects.filter(kept_at=None).exclude(broken_at=None).count() == 2
    assert ActionItem.objects.filter(done_at=None).exists()
    assert Draft.objects.filter(agent__email="ben@ottermann.example").exists()
    assert Attachment.objects.count() == 2
    assert Message.objects.filter(kind="auto_reply").exists()


def test_everything_happened_before_the_desk_opens_and_in_order(opens):
    events = list(Event.objects.order_by("pk").values_list("kind", "happened_at"))
    live = [at for kind, at in events if kind != "message.filed"]

    assert max(at for _, at in events) <= opens
    connected = min(at for kind, at in events if kind == "message.received")
    assert all(a <= b + timedelta(seconds=11) for a, b in pairwise(live) if a >= connected)


def test_nothing_waits_to_be_delivered(opens):
    states = Counter(Message.objects.filter(direction="out").values_list("dispatch__state", flat=True))

    assert set(states) == {"delivered", "failed"}
    assert states["failed"] == 1


def test_it_opens_on_a_tuesday_morning(opens):
    assert opens.astimezone(company().zone).strftime("%A %H:%M") == "Tuesday 10:58"
    assert opens.tzinfo is UTC
