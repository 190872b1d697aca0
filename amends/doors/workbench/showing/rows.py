"""One case as a line of a list: a verb and a person, why, how long; a constant number of queries a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, prefetch_related_objects
from django.db.models.functions import Coalesce

from amends.desk.cases.models import Case, Event, Message, Presence
from amends.desk.followups.rules import way_to_follow_up
from amends.desk.owed.models import Obligation, Promise
from amends.desk.owed.rules import URGENCY
from amends.desk.replies.addressing import mail_comes_back
from amends.doors.shell.moments import duration, time_left
from amends.doors.shell.tones import tone_of
from amends.doors.workbench.case_page import Glance
from amends.doors.workbench.pages import CHANNEL_ICONS, Channel, Face, Row, Urgency
from amends.doors.workbench.showing.words import FOLDED, VERBS, WHY, promise_words, shortened

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from amends.doors.shell.viewer import Viewer

PRESENT_FOR = timedelta(seconds=45)
_CAME_BACK = ("case.reopened", "not_solved.said")
_OF_A_CASE = (
    "number", "subject", "customer__name", "team__name", "owner__name", "owner__display_name", "channel", "opened_at",
    "closed_at", "outcome", "heat", "tone", "tone_before", "due_at", "owed_kind",
)  # fmt: skip
_OF_AN_OBLIGATION = ("case_id", "kind", "due", "not_before", "paused", "owner__name", "owner__display_name")
_OF_A_MESSAGE = ("case_id", "own_text", "text", "heard")
_SHOWN_IN = Coalesce("case__merged_into", "case")
_RAISED = {"approve", "escalate"}
_ABOUT_PROMISES = {"promise", "own_up", "update"}


@dataclass
class Backdrop:
    """All that the rows of one page need, read in one query each."""

    owed: dict[int, list[Obligation]] = field(default_factory=dict)
    last_words: dict[int, Message] = field(default_factory=dict)
    promises: dict[int, list[Promise]] = field(default_factory=dict)
    leaving: set[int] = field(default_factory=set)
    came_back: set[int] = field(default_factory=set)
    here: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, cases: Sequence[Case], viewer: "Viewer") -> "Backdrop":
        """Read what these cases owe and promise, what was said last and leaves now, what came back and who is there."""
        if not cases:
            return cls()
        said = Message.objects.of(*cases)
        newest = said.filter(direction="in").values("case").annotate(newest=Max("pk")).values("newest")
        words = said.filter(pk__in=newest).only(*_OF_A_MESSAGE).order_by("pk")
        owed = owed_in(cases)
        return cls(
            owed=owed,
            last_words=dict(_shown(words)),
            promises=_promises([case for case in cases if _about_promises(owed.get(case.pk, ()))]),
            leaving=_leaving(viewer),
            came_back=_came_back([case for case in cases if case.heat]),  # coming back is one of the reasons for heat
            here=_here(viewer),
        )


def owed_in(cases: Iterable[Case]) -> dict[int, list[Obligation]]:
    """Return what is owed in each of these cases, by its id, the most urgent first."""
    found: dict[int, list[Obligation]] = {}
    rows = Obligation.objects.of(*cases).open().select_related("owner").only(*_OF_AN_OBLIGATION)
    for case, row in sorted(_shown(rows), key=lambda shown: _urgency(shown[1])):
        found.setdefault(case, []).append(row)
    return found


def _shown[Row: models.Model](rows: "QuerySet[Row]") -> Iterator[tuple[int, Row]]:
    """Yield rows with the id of the case in which each is read: its own, or the one that this was merged into."""
    for row in rows.annotate(shown_in=_SHOWN_IN):
        yield vars(row)["shown_in"], row


def _about_promises(owed: Iterable[Obligation]) -> bool:
    return any(row.kind in _ABOUT_PROMISES for row in owed)


def _promises(cases: Sequence[Case]) -> dict[int, list[Promise]]:
    found: dict[int, list[Promise]] = {}
    if cases:
        for case, promise in _shown(Promise.objects.of(*cases).outstanding()):
            found.setdefault(case, []).append(promise)
    return found


def _came_back(cases: Sequence[Case]) -> set[int]:
    """Return which of these cases came back; what happened in a merged case before is not theirs."""
    if not cases:
        return set()
    back = Event.objects.of(*cases).filter(case__in=cases, kind__in=_CAME_BACK)
    return set(back.values_list("case_id", flat=True))


def _leaving(viewer: "Viewer") -> set[int]:
    """Return the cases that a reply is leaving; few are at any moment, so the whole desk is asked."""
    waiting = Message.objects.visible_to(viewer.agent).filter(kind="reply", dispatch__state="waiting")
    return set(waiting.order_by().values_list(_SHOWN_IN, flat=True))


def _here(viewer: "Viewer") -> dict[int, list[str]]:
    """Return which colleagues have which case open; they are as few as the colleagues."""
    found: dict[int, list[str]] = {}
    present = Presence.objects.visible_to(viewer.agent).filter(seen_at__gt=viewer.now - PRESENT_FOR)
    names = present.exclude(agent=viewer.agent).select_related("agent")
    for case, presence in _shown(names.only("case_id", "agent__name", "agent__display_name")):
        found.setdefault(case, []).append(presence.agent.public_name)
    return found


def readable(cases: "QuerySet[Case]") -> "QuerySet[Case]":
    """Return cases to be read with all that their rows need, and nothing else."""
    return cases.select_related("customer", "owner", "team").only(*_OF_A_CASE).annotate(mail_fails=mail_comes_back())


def rows_of(cases: Iterable[Case], viewer: "Viewer") -> tuple[Row, ...]:
    """Return the rows of these cases, in their order; to be read with customer, owner and team."""
    cases = list(cases)
    backdrop = Backdrop.of(cases, viewer)
    following_up = [case for case in cases if case.owed_kind == "follow_up" or _mail_fails(case)]
    prefetch_related_objects(following_up, "customer__addresses")
    return tuple(_row(case, backdrop, viewer) for case in cases)


def glances_of(cases: Sequence[Case], viewer: "Viewer") -> tuple[Glance, ...]:
    """Return these cases as short lines, in their order."""
    owed = owed_in(cases) if cases else {}
    firsts = ((case, next(iter(owed.get(case.pk, ())), None)) for case in cases)
    return tuple(
        Glance(f"/cases/{case.number}/", str(case.customer), _times(case, first, viewer).left) for case, first in firsts
    )


def _row(case: Case, backdrop: Backdrop, viewer: "Viewer") -> Row:
    owed = _asked_of_viewer_first(backdrop.owed.get(case.pk, []), viewer)
    first = owed[0] if owed else None
    name = str(case.customer)
    verb, person = (VERBS[_spoken(owed)], name) if first else ("", name)
    words = backdrop.last_words.get(case.pk)
    why, quoted = _why(case, _spoken(owed), words, backdrop, viewer)
    times = _times(case, first, viewer)
    return Row(
        number=case.number,
        url=f"/cases/{case.number}/",
        verb=verb,
        person=person,
        why=why,
        quoted=quoted,
        left=times.left,
        since=times.since,
        urgency=times.urgency,
        due=times.iso,
        channel=_channel(case, first),
        owner=_face(case, first, viewer),
        tone=tone_of(case.tone, before=case.tone_before) if case.tone else None,
        mark="mail comes back" if _mail_fails(case) else "came back" if case.pk in backdrop.came_back else "",
        folded=tuple(dict.fromkeys(FOLDED[row.kind] for row in owed if row.kind not in {_spoken(owed), "acknowledge"})),
        leaving=case.pk in backdrop.leaving,
        here=tuple(backdrop.here.get(case.pk, ())),
    )


@dataclass(frozen=True, slots=True)
class Times:
    """The time column of a row."""

    left: str
    since: str
    urgency: Urgency
    iso: str = ""


def _times(case: Case, first: Obligation | None, viewer: "Viewer") -> Times:
    if first is None:
        ended = case.closed_at or case.opened_at
        return Times(case.outcome or "open", f"{duration(viewer.now - ended)} ago", "none")
    if first.paused:
        return Times("waits", "for their part", "none", first.due.isoformat())
    left = time_left(first.due, now=viewer.now, zone=viewer.zone, not_before=first.not_before)
    return Times(left.main, left.sub, left.group, left.iso)


def _channel(case: Case, first: Obligation | None) -> Channel:
    """Return the channel a case came by; to follow up, or where our mail comes back, the other one to take (C1.8)."""
    if first is None or (first.kind != "follow_up" and not _mail_fails(case)):
        return channel_of(case.channel)
    known = {row.kind for row in case.customer.addresses.all() if row.permitted and row.failed_at is None}
    way = way_to_follow_up(case.channel, known)
    shown = channel_of(way.channel)
    return replace(shown, name=f"{shown.name}, as\N{NO-BREAK SPACE}before") if way.same else shown


def _mail_fails(case: Case) -> bool:
    """Return whether our mail to the customer comes back; asked for in `readable`."""
    return bool(vars(case).get("mail_fails"))


def _asked_of_viewer_first(owed: Sequence[Obligation], viewer: "Viewer") -> list[Obligation]:
    """Put in front what only the viewer can decide: somebody waits for their leave or their help."""
    return sorted(owed, key=lambda row: row.kind not in _RAISED or row.owner != viewer.agent)


def _spoken(owed: Sequence[Obligation]) -> str:
    """Return the verb to say for what is most urgent.

    A greeting comes by itself with the answer, and a broken promise is owned up to before it is kept.
    """
    kinds = [row.kind for row in owed]
    if kinds and kinds[0] == "promise" and "own_up" in kinds:
        return "own_up"
    if kinds and kinds[0] == "acknowledge" and "answer" in kinds:
        return "answer"
    return kinds[0] if kinds else ""


def _urgency(row: Obligation) -> tuple[bool, datetime, int]:
    return (row.paused, row.due, URGENCY.index(row.kind))


def _why(case: Case, kind: str, words: Message | None, backdrop: Backdrop, viewer: "Viewer") -> tuple[str, bool]:
    """Return why something is owed: the customer's own words where there are any, else the facts."""
    promises = backdrop.promises.get(case.pk, [])
    if kind in _ABOUT_PROMISES and promises:
        return promise_words(min(promises, key=lambda row: row.due), viewer, owed=kind), False
    if kind in WHY:
        return WHY[kind], False
    if words is not None and words.shown.strip():
        return asked_words(words), True
    return case.subject or "no words", False


def asked_words(message: Message) -> str:
    """Return what a customer asks, in their own words; without a question the beginning of what they say."""
    text = message.shown
    places = [*message.heard.get("questions", []), *message.heard.get("requests", [])]
    asked = " ".join(text[start:end].strip() for start, end in sorted({(start, end) for start, end in places})[:2])
    return shortened(asked or text)


def _face(case: Case, first: Obligation | None, viewer: "Viewer") -> Face:
    owner = first.owner if first is not None else case.owner
    if owner is None:
        return Face(case.team.name, case.team.name[:2].upper(), is_team=True)
    name = "You" if owner == viewer.agent else owner.public_name
    return Face(name, owner.initials)


def channel_of(name: str) -> Channel:
    """Return a channel as pages show it."""
    return Channel(name, CHANNEL_ICONS.get(name, "message-square"))
