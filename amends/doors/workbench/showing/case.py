"""Puts the page of a case together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from amends.desk.cases.models import Case
from amends.desk.replies.values import link_to
from amends.doors.shell.tones import tone_of
from amends.doors.workbench.case_page import CasePage, HandoffShown, Header, Participant, PersonHere
from amends.doors.workbench.pages import Choice, Face
from amends.doors.workbench.showing.composer import composer_of
from amends.doors.workbench.showing.conversation import entries_of
from amends.doors.workbench.showing.customers import form_of, since
from amends.doors.workbench.showing.offering import offer_side
from amends.doors.workbench.showing.offers import open_approvals_of
from amends.doors.workbench.showing.plan import closing_of, owed_line, owed_of, steps_of, understanding_of
from amends.doors.workbench.showing.plays import play_side
from amends.doors.workbench.showing.promises import item_shown, promise_shown
from amends.doors.workbench.showing.rows import glances_of
from amends.doors.workbench.showing.standing import standing_shown
from amends.doors.workbench.showing.suggesting import suggesting_of
from amends.doors.workbench.showing.ties import ties_of
from amends.doors.workbench.showing.words import OUTCOMES

if TYPE_CHECKING:
    from amends.doors.workbench.showing.file import CaseFile
    from amends.doors.workbench.talk import Composer, ComposerTab

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Typed:
    """What the viewer had typed when something was refused, and why it was."""

    tab: "ComposerTab" = "reply"
    values: Mapping[str, str] = field(default_factory=dict)
    composer_refusal: str = ""
    closing_refusal: str = ""
    refusal: str = ""


NOTHING_TYPED = Typed()


def case_page(file: "CaseFile", *, typed: Typed = NOTHING_TYPED) -> CasePage:
    """Return the page of a case, with whatever was typed still in it."""
    case, viewer = file.case, file.viewer
    prefetch_related_objects([case.customer], "addresses")
    entries, owed = entries_of(file), owed_of(file)
    side = offer_side(file)
    glances = glances_of([*file.linked, *file.other_cases], viewer)
    return CasePage(
        url=f"/cases/{case.number}/",
        header=_header(file),
        entries=entries[-SHOWN:],
        earlier=entries[:-SHOWN],
        composer=_composer(file, typed),
        steps=steps_of(file),
        owed=owed,
        owed_line=owed_line(owed),
        understanding=understanding_of(file),
        promises=tuple(promise_shown(row, viewer) for row in file.promises),
        items=tuple(item_shown(row, viewer) for row in file.items),
        participants=_participants(file),
        customer=form_of(case.customer),
        customer_since=since(case.customer, viewer),
        customer_cases=glances[len(file.linked) :],
        linked=glances[: len(file.linked)],
        agents=_agents(file),
        closing=closing_of(file, refusal=typed.closing_refusal, words=typed.values.get("words", "")),
        here=here_of(file),
        handoff=_handoff(file),
        advice=_advice(file),
        portal_url=_portal_url(file),
        default_due=_default_due(file),
        briefing=_briefing(file),
        refusal=typed.refusal,
        texts=_texts(file),
        plays=play_side(file, chosen=typed.values.get("play", "")),
        standing=standing_shown(file),
        offering=side,
        approvals=open_approvals_of(side.offers) if side else (),
        ties=ties_of(file),
    )


def _composer(file: "CaseFile", typed: Typed) -> "Composer | None":
    if not file.case.is_open:
        return None
    composer = composer_of(file, tab=typed.tab, typed=typed.values, refusal=typed.composer_refusal)
    return replace(composer, suggesting=suggesting_of(file))


def here_of(file: "CaseFile") -> tuple[PersonHere, ...]:
    """Return who else has the case open."""
    return tuple(PersonHere(row.agent.public_name, row.agent.initials, row.writing) for row in file.presences)


def _participants(file: "CaseFile") -> tuple[Participant, ...]:
    return tuple(
        Participant(row.pk, row.address.customer.name, row.address.value, row.verified) for row in file.participants
    )


def _agents(file: "CaseFile") -> tuple[Choice, ...]:
    me = file.viewer.agent
    return tuple(Choice(str(agent.pk), agent.public_name, chosen=agent == me) for agent in file.colleagues)


def _header(file: "CaseFile") -> Header:
    case, viewer = file.case, file.viewer
    owner = case.owner
    mine = owner == viewer.agent
    face = (
        Face(case.team.name, case.team.name[:2].upper(), is_team=True)
        if owner is None
        else Face(owner.public_name, owner.initials)
    )
    backup = next((row.backup for row in file.promises if row.backup and row.kept_at is None), None)
    words = "nobody has taken it" if owner is None else "you own this" if mine else f"{owner.public_name} owns"
    return Header(
        number=case.number,
        subject=case.subject or "(no subject)",
        customer=str(case.customer),
        customer_url=f"/customers/{case.customer_id}/",
        kind="complaint" if case.kind == Case.Kind.COMPLAINT else "enquiry",
        owner=face,
        owner_words=f"{words} · backup {backup.public_name}" if backup else words,
        tone=tone_of(case.tone, before=case.tone_before) if case.tone else None,
        mine=mine,
        can_take=not mine and case.is_open,
        closed=f"{OUTCOMES.get(case.outcome, case.outcome)}." if not case.is_open else "",
        can_reopen=not case.is_open and case.outcome != "merged",
    )


def _texts(file: "CaseFile") -> tuple[Choice, ...]:
    """Return the texts that can be sent now, the one that is owed in front."""
    ripe = any(
        row.kind == "follow_up" and (row.not_before is None or row.not_before <= file.viewer.now) for row in file.owed
    )
    choices = [("follow_up", "Follow-up: is it solved?")] if ripe else []
    choices += [("statement", "Statement of our promises")] if any(row.kept_at is None for row in file.promises) else []
    choices += [("nudge", "Nudge: do you need anything else?")]
    choices += [("link", "Link to their page")]
    return tuple(Choice(value, name) for value, name in choices)


def _handoff(file: "CaseFile") -> HandoffShown | None:
    made = file.handoff
    if made is None:
        return None
    me = file.viewer.agent
    return HandoffShown(
        id=made.pk,
        giver=made.giver.public_name,
        taker=made.taker.public_name,
        briefing=made.briefing.text,
        for_you=made.taker == me,
        by_you=made.giver == me,
    )


def _advice(file: "CaseFile") -> str:
    """Advise the phone where writing has stopped helping (C2.3)."""
    if any(row.kind == "call_back" for row in file.owed):
        return f"{file.case.customer} asked to be called."
    return "Heat is rising, and a voice says more than another mail." if file.journey.heat > 1 else ""


def _portal_url(file: "CaseFile") -> str:
    row = next((row for row in file.participants if row.verified), None)
    return link_to(file.case, row, file.viewer.settings) if row else ""


def _default_due(file: "CaseFile") -> str:
    """Suggest the close of the second working day as the date of a promise."""
    due = file.viewer.settings.calendar.close_of_day(file.viewer.now + timedelta(minutes=1), 2)
    return f"{due.astimezone(file.viewer.zone):%Y-%m-%dT%H:%M}"


def _briefing(file: "CaseFile") -> str:
    """Begin the briefing with what the case knows: understood, wanted, promised, next."""
    case = file.case
    parts = [f"Understood: {case.understanding_text}" if case.understanding_text else "Understood: "]
    parts.append(f"They want: {case.want}")
    open_promises = [row.what for row in file.promises if row.kept_at is None]
    parts.append(f"Promised: {', '.join(open_promises) or 'nothing yet'}")
    parts.append(f"Next: {owed_of(file)[0].verb if file.owed else ''}")
    return "\n".join(parts)
