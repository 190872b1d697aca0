"""The conversation of a case: messages, notes, calls and what happened between them, in one line of time."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat

from amends.craft.text.quoted import QUOTED
from amends.desk.cases.models import Event, Message, Note
from amends.desk.delivery.outlets import leaves_about
from amends.doors.shell.moments import moment
from amends.doors.shell.tones import tone_of
from amends.doors.workbench.pages import Mark, Stretch
from amends.doors.workbench.showing.carried import asides_of
from amends.doors.workbench.showing.mail_words import problem_words
from amends.doors.workbench.showing.words import HAPPENED, OUTCOMES, VERBS
from amends.doors.workbench.talk import Attached, Delivery, Entry, Happened, Said, SaidKind

if TYPE_CHECKING:
    from amends.desk.cases.models import Attachment
    from amends.desk.delivery.models import Dispatch
    from amends.doors.shell.viewer import Viewer
    from amends.doors.workbench.showing.file import CaseFile

HOWS = {
    "email": "by email",
    "phone": "by phone",
    "voicemail": "left a voice message",
    "web": "on their page",
    "letter": "by letter",
    "chat": "by chat",
}
DECORATION = 20 * 1024
"""Bytes below which a picture among the words is taken for a logo."""

PICTURES = frozenset({"image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp"})
SOUNDS = (".wav", ".mp3", ".ogg", ".m4a", ".flac")
TWICE = (
    "The line was cut when the server may have had it already, so it went again: the same mail in every letter,"
    " which many mail programs show only once."
)
KINDS = {
    "receipt": "automatic receipt",
    "link": "the link to their page",
    "code": "a code for their page",
}


def entries_of(file: "CaseFile") -> tuple[Entry, ...]:
    """Return all entries, oldest first."""
    dated = [*_messages(file), *_notes(file), *_events(file)]
    return tuple(entry for _, _, entry in sorted(dated, key=lambda item: item[:2]))


def _messages(file: "CaseFile") -> Iterator[tuple[datetime, int, Entry]]:
    for message in file.messages:
        dispatch = getattr(message, "dispatch", None)
        if dispatch is not None and dispatch.state == "recalled":
            continue
        yield message.said_at, 0, Entry(said=_said(message, dispatch, file))


def _said(message: Message, dispatch: "Dispatch | None", file: "CaseFile") -> Said:
    viewer, ours = file.viewer, message.is_ours
    kind: SaidKind = (
        "ours" if ours and message.agent_id else "automatic" if ours or message.kind == "auto_reply" else "theirs"
    )
    customer = message.sender_name or (message.address.value if message.address else "") or str(file.case.customer)
    return Said(
        id=str(message.pk),
        kind=kind,
        who=(message.agent.public_name if message.agent else viewer.settings.name) if ours else customer,
        how=_how(message),
        at=moment(message.said_at, now=viewer.now, zone=viewer.zone),
        text=_stretches(message),
        quoted=_quoted(message),
        attached=tuple(_attached(row) for row in message.attachments.all()),
        to=", ".join([*message.to, *message.cc]) if ours and (message.cc or len(message.to) > 1) else "",
        tone=tone_of(message.heard["tone"]) if not ours and message.heard.get("tone") not in {None, "calm"} else None,
        delivery=_delivery(message, dispatch, viewer) if dispatch is not None else None,
        raw_url=f"/messages/{message.pk}/raw/" if message.raw_digest else "",
        heard_url=f"/messages/{message.pk}/heard/" if kind == "theirs" else "",
        unverified=not message.verified,
        problems=problem_words(message.problems, reading=True),
        asides=asides_of(message, file),
        sent_url=f"/messages/{message.pk}/sent/" if (message.particulars or {}).get("html") else "",
        also=_also(message),
    )


def _attached(row: "Attachment") -> Attached:
    """Return a file; pictures and sounds can be seen and heard, but for the small ones that decorate a signature."""
    url = f"/attachments/{row.pk}/"
    decorates = row.inline and row.size < DECORATION
    return Attached(
        name=row.name or "file",
        size=filesizeformat(row.size),
        url=url,
        picture_url=f"{url}picture/" if row.type in PICTURES and not decorates else "",
        sound_url=f"{url}sound/" if row.type.startswith("audio/") or row.name.lower().endswith(SOUNDS) else "",
    )


def _also(message: Message) -> str:
    """Return which other mailboxes of ours the same mail came to."""
    if message.is_ours:
        return ""
    others = {row.mailbox for row in message.arrivals.all() if row.mailbox and row.mailbox_id != message.mailbox_id}
    return ", ".join(sorted(mailbox.address for mailbox in others))


def _how(message: Message) -> str:
    if message.kind == Message.Kind.REPLY and message.agent_id is None:
        return "asked again by itself"
    return KINDS.get(message.kind, HOWS.get(message.channel, message.channel))


def _stretches(message: Message) -> tuple[Stretch, ...]:
    """Cut what was said where questions and requests were heard, and where lines of others are answered."""
    text, at = message.shown, 0
    cut: list[Stretch] = []
    marks: list[tuple[int, int, Mark]] = [(start, end, "question") for start, end in message.heard.get("questions", [])]
    marks += [(start, end, "request") for start, end in message.heard.get("requests", [])]
    if not message.is_ours:
        marks += [(line.start(), line.end(), "quoted") for line in QUOTED.finditer(text)]
    for start, end, mark in sorted(marks):
        if start < at or end > len(text):
            continue
        cut += [Stretch(text[at:start]), Stretch(text[start:end], mark)]
        at = end
    return tuple(stretch for stretch in [*cut, Stretch(text[at:])] if stretch.text)


def _quoted(message: Message) -> str:
    """Return what stands in a mail beside what is shown of it; all of it where both are mixed."""
    whole, shown = message.text.strip(), message.shown.strip()
    if message.is_ours or whole == shown:
        return ""
    return whole.removeprefix(shown).strip()


def _delivery(message: Message, dispatch: "Dispatch", viewer: "Viewer") -> Delivery:
    case_url = f"/cases/{message.case.number}/replies/{message.pk}/" if message.kind == "reply" else ""
    match dispatch.state:
        case "waiting":
            seconds = max(0, round((dispatch.leaves_at - viewer.now).total_seconds()))
            leaves = dispatch.leaves_at.isoformat()
            recall = f"{case_url}recall/" if case_url else ""
            return Delivery("leaving", f"leaving in {seconds} s", leaves_at=leaves, seconds=seconds, recall_url=recall)
        case "leaving":
            return Delivery("sending", _waits(dispatch, viewer), reason=dispatch.error)
        case "failed":
            words = "came back" if dispatch.bounced else "not delivered"
            return Delivery("failed", words, reason=dispatch.error, again_url=f"{case_url}again/" if case_url else "")
        case _:
            if dispatch.maybe_twice:
                return Delivery("twice", "delivered, may have been sent twice", reason=TWICE)
            if dispatch.error:
                return Delivery("in_part", "delivered, but not to everybody", reason=dispatch.error)
            return Delivery("delivered", "delivered")


def _waits(dispatch: "Dispatch", viewer: "Viewer") -> str:
    """Return why a message that has left is not with the server yet."""
    about = leaves_about(dispatch)
    if about is not None:
        return f"leaves at about {moment(about, now=viewer.now, zone=viewer.zone).words}: others of the hour go first"
    if not dispatch.error:
        return ""
    again = "the server has not taken it yet; it goes again by itself"
    return again if dispatch.attempts else f"waits until its mailbox can send: {dispatch.error}"


def _notes(file: "CaseFile") -> Iterator[tuple[datetime, int, Entry]]:
    viewer = file.viewer
    kind: SaidKind
    for note in file.notes:
        if note.kind == Note.Kind.CALL:
            kind, how = "call", "spoke with the customer" if note.reached else "called; nobody answered"
        else:
            kind, how = "note", "briefed a colleague" if note.kind == Note.Kind.BRIEFING else "made a note, only for us"
        said = Said(
            id=f"note-{note.pk}",
            kind=kind,
            who=note.agent.public_name,
            how=how,
            at=moment(note.written_at, now=viewer.now, zone=viewer.zone),
            text=(Stretch(note.text),) if note.text else (),
        )
        yield note.written_at, 1, Entry(said=said)


def _events(file: "CaseFile") -> Iterator[tuple[datetime, int, Entry]]:
    viewer = file.viewer
    for event in file.events:
        if event.kind in HAPPENED:
            words, icon = HAPPENED[event.kind]
            at = moment(event.happened_at, now=viewer.now, zone=viewer.zone)
            # Whoever answers a case of nobody's takes it by that, so taking stands before what was said.
            order = -1 if event.kind == "case.taken" else 2
            yield event.happened_at, order, Entry(happened=Happened(words.format_map(_named(event)), at, icon))


def _named(event: Event) -> dict[str, str]:
    kind = event.data.get("kind", "")
    outcome = str(event.data.get("outcome", ""))
    return {
        "who": event.agent.public_name if event.agent else "The desk",
        "outcome": OUTCOMES.get(outcome, outcome).split(":")[0].lower(),
        "a_kind": "an enquiry" if kind == "enquiry" else "a complaint",
        "owed": VERBS.get(str(event.data.get("obligation", "")), "").lower(),
    }
