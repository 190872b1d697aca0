"""The sample opens with every case where its file says it stands, and with something in every corner of the desk."""

from collections import Counter
from datetime import UTC, timedelta
from itertools import pairwise

import pytest
from django.db import transaction

from amends.desk.cases.models import Attachment, Case, Event, Link, Message, Participant
from amends.desk.handoffs.models import Handoff
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.piling import came_back
from amends.desk.intake.ties.belonging import may_belong
from amends.desk.offers.fairness import Scope, by_field, by_situation, fields_compared
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.offers.precedents import precedents
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import ActionItem, Obligation, Promise
from amends.desk.people.models import Agent
from amends.desk.policies.gaps import gaps
from amends.desk.policies.models import Authority, DeskSettings, NamedPerson
from amends.desk.policies.playbook import in_force
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
        "about": case.situation.slug if case.situation else "",
        "offer": _offer_of(case),
    }


def _offer_of(case: Case) -> str:
    """Return how far the newest offer of a case has come: asked for, said and standing, or agreed to."""
    offer = Offer.objects.filter(case=case, withdrawn_at=None).order_by("-pk").first()
    if offer is None:
        return ""
    if Agreement.objects.filter(offer=offer).exists():
        return "agreed"
    return "standing" if Offer.objects.made().filter(pk=offer.pk).exists() else "asked"


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
    assert 6 <= soon <= 20
    assert 6 <= today <= 20
    assert len(due) - late - soon - today >= 5


def test_what_is_owed_first_is_owning_up_to_maria(opens):
    first = Case.objects.open().surviving().order_by("due_at")[0]

    assert first.customer.name == "Maria Lopez"
    assert Obligation.objects.open().filter(case=first, kind="own_up", due__lt=opens).exists()


def test_every_obligation_and_every_outcome_is_there(opens):
    kinds = set(Obligation.objects.open().values_list("kind", flat=True))
    outcomes = set(Case.objects.exclude(closed_at=None).values_list("outcome", flat=True))

    assert kinds == set(
        "acknowledge answer understand offer approve escalate "
        "circle_back promise update call_back own_up follow_up".split()
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
    assert set(Arrival.objects.on_pile().values_list("pile_reason", flat=True)) == {
        "automatic", "bounce", "loop", "no_sender", "unreadable",
    }  # fmt: skip
    assert set(Message.objects.filter(direction="in").values_list("channel", flat=True)) >= {
        "email", "voicemail", "phone", "letter", "web",
    }  # fmt: skip
    assert Case.objects.open().filter(owner=None).exists()
    assert Promise.objects.exclude(kept_at=None).filter(broken_at__isnull=False).exists()
    assert Promise.objects.filter(kept_at=None).exclude(broken_at=None).count() == 2
    assert ActionItem.objects.filter(done_at=None).exists()
    assert Draft.objects.filter(agent__email="ben@ottermann.example").exists()
    assert {name.rpartition(".")[2] for name in Attachment.objects.values_list("name", flat=True)} >= {"jpg", "wav"}
    assert Message.objects.filter(kind="auto_reply").exists()


def test_mail_brings_what_mail_can_bring(opens):
    """A layout, an invitation, a card, a voice message, a sender who is not confirmed; each is shown on its case."""
    kept = [row for row in Message.objects.filter(direction="in").values_list("particulars", flat=True) if row]

    assert {name for row in kept for name in row} >= {"html", "invitation", "cards", "voice", "failed"}
    assert next(row["voice"] for row in kept if "voice" in row) == {"caller": "+49 171 5550163", "seconds": 14}


def test_a_bounce_on_the_pile_suggests_the_mail_that_came_back(opens):
    returned = [came_back(row) for row in Arrival.objects.on_pile().filter(pile_reason="bounce")]

    assert sorted(row.to for row in returned if row) == [["paolo@rossi-giardini.example"]]


def test_two_people_of_one_house_may_mean_the_same_matter(opens, numbers):
    cases = Case.objects.in_bulk([numbers["petry"], numbers["deichblick"]], field_name="number")
    ben = Agent.objects.get(email="ben@ottermann.example")

    assert [found.case for found in may_belong(cases[numbers["deichblick"]], ben)] == [cases[numbers["petry"]]]


def test_everything_happened_before_the_desk_opens_and_in_order(opens):
    events = list(Event.objects.order_by("pk").values_list("kind", "happened_at"))
    live = [at for kind, at in events if kind != "message.filed"]

    assert max(at for _, at in events) <= opens
    connected = company().weeks_of(DeskSettings.current().set_up_at).at(company().connected)
    assert all(a <= b + timedelta(seconds=11) for a, b in pairwise(live) if a >= connected)


def test_nothing_waits_to_be_delivered(opens):
    states = Counter(Message.objects.filter(direction="out").values_list("dispatch__state", flat=True))

    assert set(states) == {"delivered", "failed"}
    assert states["failed"] == 1


def test_it_opens_on_a_tuesday_morning(opens):
    assert opens.astimezone(company().zone).strftime("%A %H:%M") == "Tuesday 10:58"
    assert opens.tzinfo is UTC


def test_the_playbook_begins_with_policies_that_hold_levels_and_people_who_are_called(opens):
    earliest = Case.objects.filter(situation__isnull=False).order_by("opened_at")[0].opened_at
    levels = dict(Agent.objects.values_list("name", "level__name"))

    assert len(in_force(now=opens)) == len(in_force(now=earliest)) == 16
    assert levels == {"Ben Kramer": "Agent", "Cleo Sand": "Senior", "Dana Moor": "Lead"}
    assert {row.topic: row.agent.name for row in NamedPerson.objects.all()} == {
        "senior": "Dana Moor",
        "safety": "Cleo Sand",
    }
    assert Authority.objects.filter(level__name="Agent", remedy="refund", per_case=150).exists()


def test_offers_stand_in_every_stage(opens):
    open_offers = Offer.objects.standing().filter(case__closed_at=None)
    waiting = Approval.objects.get(decided_at=None)
    partly = Promise.objects.filter(kept_at=None, deliveries__amount__isnull=False).distinct()

    assert open_offers.made().count() == 3
    assert (waiting.asked_by.name, waiting.approver.name) == ("Ben Kramer", "Cleo Sand")
    assert Approval.objects.filter(granted=True).exists()
    assert set(Agreement.objects.values_list("how", flat=True)) == {"portal", "reply", "word"}
    assert [str(promise.outstanding) for promise in partly] == ["74.00 EUR"]


def test_precedents_tell_where_the_offer_that_waits_for_leave_lies(opens):
    waiting = Approval.objects.get(decided_at=None)
    option, case = waiting.option, waiting.case
    alike = precedents(case, waiting.asked_by, offered=option.money, remedy=option.remedy, now=opens)

    assert alike.band is not None
    assert alike.band.count >= 10
    assert not alike.outside
    assert alike.ended.count - 2 <= alike.ended.solved < alike.ended.count


def test_fairness_has_groups_large_enough_to_be_drawn(opens):
    dana = Agent.objects.get(email="dana@ottermann.example")
    scope = Scope("EUR", since=opens - timedelta(days=365))
    situations = by_situation(dana, scope).spreads
    groups = [by_field(dana, field, scope).spreads for field in fields_compared()]

    assert {group.group for group in situations.shown} >= {"Arrived damaged", "Repair is late"}
    assert [len(found.shown) for found in groups] == [2, 3]
    assert Case.objects.exclude(closed_at=None).filter(situation__slug="arrived-damaged").count() >= 12


def test_gaps_name_what_no_policy_serves(opens):
    missing = {gap.situation.slug for gap in gaps(now=opens) if gap.ends_on is None}

    assert missing == {"refund-has-not-arrived", "breaks-down-within-the-guarantee"}


def test_whoever_was_introduced_to_a_customer_is_not_called_for_again(opens):
    called = Obligation.objects.filter(kind="escalate")

    assert set(called.open().values_list("case__customer__name", flat=True)) == {
        "Maria Lopez",
        "Dieter Lang",
        "Sebastian Wirth",
    }
    assert set(called.exclude(settled_by=None).values_list("owner__name", flat=True)) >= {"Dana Moor", "Cleo Sand"}
