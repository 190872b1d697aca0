"""A meeting that Outlook wrapped in a winmail.dat is an invitation like any other."""

import struct
from datetime import UTC, datetime

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.test_winmail import mail_of
from amends.craft.mail.wrapped.meetings import Meeting

BEGINS = datetime(2026, 11, 2, 10, tzinfo=UTC)


def ticks(moment: datetime) -> bytes:
    return struct.pack("<Q", int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)


def attribute(name: int, value: bytes) -> bytes:
    return struct.pack("<BII", 1, name, len(value)) + value + b"\0\0"


def text(id_: int, said: str) -> bytes:
    data = said.encode("utf-16-le") + b"\0\0"
    return struct.pack("<HHII", 0x1F, id_, 1, len(data)) + data + bytes(-len(data) % 4)


def meeting(kind: str = "IPM.Schedule.Meeting.Request", said: str = "") -> bytes:
    moments = (
        struct.pack("<HH", 0x40, 0x60) + ticks(BEGINS) + struct.pack("<HH", 0x40, 0x61) + ticks(BEGINS.replace(hour=11))
    )
    found = [text(0x37, "Kettle, the visit"), text(0x1000, said), moments]
    told = attribute(0x78008, b"IPM.Microsoft Schedule.MtgReq\0") if not kind else b""
    found += [text(0x1A, kind)] if kind else []
    properties = struct.pack("<I", len(found) + 1) + b"".join(found)
    return struct.pack("<IH", 0x223E9F78, 1) + told + attribute(0x69003, properties)


def test_a_wrapped_meeting_is_an_invitation():
    for kind in ("IPM.Schedule.Meeting.Request", ""):
        mail = parse(mail_of(meeting(kind), b"Come at ten."))

        assert mail.invitation is not None
        assert (mail.kind, mail.text) == ("calendar", "Come at ten.")
        assert (mail.invitation.method, mail.invitation.summary) == ("request", "Kettle, the visit")
        assert (mail.invitation.begins, mail.invitation.ends) == (BEGINS, BEGINS.replace(hour=11))
        assert [file.name for file in mail.attachments] == ["meeting.ics"]


def test_a_wrapped_meeting_alone_has_words():
    when = "2026-11-02 10:00 – 11:00 UTC"
    assert parse(mail_of(meeting(said="We come at ten."), b"")).text == f"We come at ten.\n\n{when}"
    assert parse(mail_of(meeting(), b"")).text == f"Kettle, the visit\n{when}"


@pytest.mark.parametrize(
    ("kind", "method", "answer"),
    [
        ("IPM.Schedule.Meeting.Canceled", "cancel", ""),
        ("IPM.Schedule.Meeting.Resp.Pos", "reply", "accepted"),
        ("IPM.Microsoft Schedule.MtgRespN", "reply", "declined"),
        ("ipm.schedule.meeting.resp.tent", "reply", "tentative"),
    ],
)
def test_answers_and_cancellations_are_told_apart(kind: str, method: str, answer: str):
    mail = parse(mail_of(meeting(kind), b"x"))

    assert mail.invitation is not None
    assert (mail.invitation.method, mail.invitation.answer) == (method, answer)


def test_a_note_is_no_meeting_and_an_impossible_time_none():
    assert parse(mail_of(meeting("IPM.Note"), b"x")).invitation is None
    assert b"DTSTART" not in Meeting("mtgreq", begins=b"\xff" * 8).calendar("")
