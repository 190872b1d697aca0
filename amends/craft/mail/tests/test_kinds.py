"""What a machine sent is told from what a person wrote."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.tests.letters import html, letter, parted, plain


@pytest.mark.parametrize(
    ("headers", "kind", "automatic"),
    [
        ({}, "message", False),
        ({"Auto_Submitted": "no"}, "message", False),
        ({"Auto_Submitted": "auto-generated"}, "message", True),
        ({"Auto_Submitted": "auto-replied (vacation)"}, "auto_reply", True),
        ({"X_Autoreply": "yes"}, "auto_reply", True),
        ({"X_Autorespond": "Kettle"}, "auto_reply", True),
        ({"Precedence": "auto_reply"}, "auto_reply", True),
        ({"Precedence": "bulk"}, "list", True),
        ({"Precedence": "junk"}, "message", True),
        ({"X_Auto_Response_Suppress": "All"}, "message", True),
        ({"X_Auto_Response_Suppress": "None"}, "message", False),
        ({"Return_Path": "<>"}, "message", True),
        ({"List_Id": "<kettles.lists.example>"}, "list", True),
        ({"List_Unsubscribe": "<mailto:off@lists.example>"}, "list", True),
        ({"Subject": "Automatic reply: Kettle"}, "auto_reply", True),
        ({"Subject": "AW: Abwesenheitsnotiz: Urlaub"}, "auto_reply", True),
        ({"Subject": "Réponse automatique : absence"}, "auto_reply", True),
        ({"Subject": "Out of office furniture broken"}, "message", False),
        ({"Message_Context": "voice-message"}, "voicemail", False),
        ({"From": "MAILER-DAEMON@mx.example", "Subject": "failure notice"}, "bounce", True),
        ({"From": "MAILER-DAEMON <>", "Subject": "Mail delivery failed"}, "bounce", True),
        ({"X_Failed_Recipients": "ada@lark.example"}, "bounce", True),
        ({"Subject": "Undelivered kettle"}, "message", False),
        ({"From": "postmaster@lark.example", "Subject": "Our kettle"}, "message", False),
    ],
)
def test_headers_tell_the_kind(headers: dict[str, str], kind: str, automatic: bool):
    mail = parse(letter(**headers))

    assert (mail.kind, mail.automatic) == (kind, automatic)


def test_an_invitation_is_told_from_a_calendar_file_that_came_along():
    calendar = "text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"
    invited = parted(plain("Come"), html("Come"), f"Content-Type: {calendar}", subtype="alternative")
    along = parted(plain("It broke."), f"Content-Disposition: attachment\nContent-Type: {calendar}")

    assert (parse(invited).kind, parse(along).kind) == ("calendar", "message")


def test_every_calendar_of_the_corpus_is_an_invitation_when_it_is_the_mail():
    [invitation] = corpus("calendar/*.eml")
    assert parse(invitation.read_bytes()).kind == "calendar"
    for path in corpus("calendar/ics/*.ics"):
        raw = letter("", Content_Type="text/calendar; charset=utf-8; method=REQUEST") + path.read_bytes()
        assert parse(raw).kind == "calendar", path.name


def test_a_voice_message_needs_a_recording():
    recording = "Content-Type: audio/wav; name=call.wav\n\nRIFF"

    assert parse(parted(plain("1:04"), recording, Subject="New voice message from Ada")).kind == "voicemail"
    assert parse(letter(Subject="Your voice message")).kind == "message"
    assert parse(parted(plain("Hear the noise it makes"), recording)).kind == "message"


def test_reports_are_told_by_their_part():
    for part, kind in (
        ("message/disposition-notification", "receipt"),
        ("message/feedback-report", "feedback_report"),
        ("message/delivery-status", "bounce"),
    ):
        assert parse(parted(plain("Report"), f"Content-Type: {part}\n\nx: y", subtype="report")).kind == kind


@pytest.mark.parametrize(("folder", "kind"), [("bounce", "bounce"), ("complaints", "feedback_report")])
def test_flanker_folders_are_told_apart(folder: str, kind: str):
    assert {parse(path.read_bytes()).kind for path in corpus(f"flanker/messages/{folder}/*.eml")} == {kind}


def test_no_ordinary_mail_of_flanker_or_talon_is_taken_for_a_report():
    for path in [*corpus("flanker/messages/*.eml"), *corpus("talon/standard_replies/*.eml")]:
        wanted = {"receipt"} if path.name == "disposition-notification.eml" else {"message", "list"}
        assert parse(path.read_bytes()).kind in wanted, path.name
