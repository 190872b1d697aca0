"""Mail services post mail in forms of their own; all of it becomes messages, and nothing without the password does."""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client

from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.desk.people.staff import Card, add_agent
from amends.doors.mailbox.tests.conftest import LONG_AGO

KEY = "key-of-the-service"
RAW = (
    b"From: Ada Byron <ada@example.com>\r\nTo: help@example.org\r\nSubject: The kettle\r\n"
    b"Message-ID: <k1@example.com>\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\nNoch immer nicht ge\xf6ffnet.\r\n"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(db, settings) -> Mailbox:
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": ["desk:secret"],
        "MAILGUN_WEBHOOK_SIGNING_KEY": KEY,
        "MANDRILL_WEBHOOK_KEY": KEY,
    }
    add_agent("dana@desk.example", Card(name="Dana", is_lead=True), password="a long pass phrase")
    return Mailbox.objects.create(name="help", address="help@example.org", way="handed", connected_at=LONG_AGO)


def _headers(secret: str = "desk:secret") -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}


def _post_json(service: str, said: object, **headers: str):
    body = json.dumps(said)
    return Client().post(f"/hooks/mail/{service}/", body, content_type="application/json", headers=_headers() | headers)


def _post_form(service: str, said: dict[str, object], raw_field: str = "", raw: bytes = b""):
    """Post a form whose one field is the bytes of a mail, as services do it."""
    mark = "=_limit"
    fields = [(name, str(value).encode()) for name, value in said.items()]
    fields += [(raw_field, raw)] if raw_field else []
    body = b"".join(
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in fields
    )
    body += f"--{mark}--\r\n".encode()
    kind = f"multipart/form-data; boundary={mark}"
    return Client().post(f"/hooks/mail/{service}/", body, content_type=kind, headers=_headers())


def _postmark(**more: object) -> dict[str, object]:
    return {
        "FromFull": {"Email": "ada@example.com", "Name": "Ada Byron"},
        "ToFull": [{"Email": "help@example.org", "Name": ""}],
        "OriginalRecipient": "help+k7@example.org",
        "Subject": "The kettle",
        "Headers": [
            {"Name": "Return-Path", "Value": "<ada@example.com>"},
            {"Name": "Message-ID", "Value": "<k1@example.com>"},
        ],
        "TextBody": "It does not boil.",
        **more,
    }


def test_postmark_s_pieces_become_a_message_with_its_files(mailbox):
    photo = {"Name": "kettle.png", "ContentType": "image/png", "Content": base64.b64encode(b"\x89PNG...").decode()}
    answer = _post_json("postmark", _postmark(Attachments=[photo]))

    case = Case.objects.get()
    assert answer.status_code == 200
    assert case.mailbox == mailbox
    assert case.messages.get().text.strip() == "It does not boil."
    assert case.messages.get().attachments.get().name == "kettle.png"


def test_the_same_call_again_has_the_same_bytes():
    photo = {"Name": "kettle.png", "ContentType": "image/png", "Content": base64.b64encode(b"\x89PNG...").decode()}
    said = _postmark(Attachments=[photo], Headers=[])
    _post_json("postmark", said)
    _post_json("postmark", said)

    assert Message.objects.count() == Arrival.objects.filter(same_as=None).count() == 1


def _mailgun_signed() -> dict[str, object]:
    signature = hmac.new(KEY.encode(), b"1772440000token", hashlib.sha256).hexdigest()
    return {
        "timestamp": "1772440000", "token": "token", "signature": signature,
        "sender": "ada@example.com", "recipient": "help@example.org",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("service", "said", "field"),
    [
        ("mailgun", _mailgun_signed(), "body-mime"),
        ("sendgrid", {"envelope": json.dumps({"from": "ada@example.com", "to": ["help@example.org"]})}, "email"),
    ],
)
def test_a_mail_in_a_form_keeps_every_byte(service, said, field, mailbox):
    answer = _post_form(service, said, field, RAW)

    assert answer.status_code == 200, answer.content
    assert Message.objects.get().text.strip() == "Noch immer nicht geöffnet."
    assert bytes_of(Arrival.objects.get().digest).endswith(RAW)
    assert Arrival.objects.get().mailbox == mailbox


def test_a_form_without_files_keeps_every_byte_as_well():
    fields = _mailgun_signed() | {"body-mime": RAW}
    body, kind = urlencode(fields), "application/x-www-form-urlencoded"
    answer = Client().post("/hooks/mail/mailgun/mime/", body, content_type=kind, headers=_headers())

    assert answer.status_code == 200, answer.content
    assert Message.objects.get().text.strip() == "Noch immer nicht geöffnet."


def test_sparkpost_s_base64_is_the_mail_itself():
    coded = base64.b64encode(RAW.replace(b"\xf6", b"o")).decode()
    relay: dict[str, object] = {"msg_from": "ada@example.com", "rcpt_to": "help@example.org", "protocol": "smtp"}
    relay["content"] = {"email_rfc822": coded, "email_rfc822_is_base64": True}
    answer = _post_json("sparkpost", [{"msys": {"relay_message": relay}}])

    assert answer.status_code == 200, answer.content
    assert Message.objects.get().subject == "The kettle"


def test_mandrill_s_batch_is_as_many_messages():
    events = [
        {"event": "inbound", "msg": {"raw_msg": raw.decode("latin-1"), "email": "help@example.org"}}
        for raw in (RAW, RAW.replace(b"k1", b"k2"))
    ]
    said = json.dumps(events)
    url = "http://desk:secret@testserver/hooks/mail/mandrill/"
    signed = hmac.new(KEY.encode(), f"{url}mandrill_events{said}".encode(), hashlib.sha1).digest()
    headers = _headers() | {"X-Mandrill-Signature": base64.b64encode(signed).decode()}
    answer = Client().post("/hooks/mail/mandrill/", {"mandrill_events": said}, headers=headers)

    assert answer.status_code == 200, answer.content
    assert Message.objects.count() == 2


def test_mailjet_s_parts_become_a_message():
    said = {
        "Sender": "ada@example.com", "Recipient": "help@example.org", "Text-part": "It does not boil.",
        "Headers": {"From": "Ada Byron <ada@example.com>", "Subject": "The kettle", "Message-ID": "<k1@example.com>"},
    }  # fmt: skip
    answer = _post_json("mailjet", said)

    assert answer.status_code == 200, answer.content
    assert Message.objects.get().sender_name == "Ada Byron"


@pytest.mark.parametrize("secret", ["", "desk:wrong", "other:secret"])
def test_without_the_password_nothing_is_taken(secret):
    answer = Client().post(
        "/hooks/mail/postmark/", json.dumps(_postmark()), content_type="application/json", headers=_headers(secret)
    )

    assert answer.status_code == 403
    assert not Arrival.objects.exists()


def test_without_a_secret_set_there_is_no_such_address(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": []}

    assert _post_json("postmark", _postmark()).status_code == 404
    assert not Arrival.objects.exists()


def test_a_service_that_signs_is_not_believed_where_its_key_is_not_set(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": ["desk:secret"]}

    assert _post_form("mailgun", _mailgun_signed(), "body-mime", RAW).status_code == 403
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("said", [{}, [], {"FromFull": 5, "Headers": "x"}, {"Attachments": [{"Name": "a"}]}])
def test_what_the_service_says_wrongly_lies_on_the_pile_and_is_not_asked_for_again(said):
    answer = _post_json("postmark", said)

    assert answer.status_code == 200
    assert Arrival.objects.count() == 1
    assert not Case.objects.exists()


def test_a_call_that_is_nested_too_deep_lies_on_the_pile():
    deep = "[" * 200_000

    answer = Client().post("/hooks/mail/postmark/", deep, content_type="application/json", headers=_headers())

    assert answer.status_code == 200
    assert Arrival.objects.get().pile_reason == Arrival.Reason.UNREADABLE


def test_a_mail_that_we_fall_over_lies_on_the_pile_and_is_not_sent_back(monkeypatch):
    def fall(*_: object, **__: object) -> None:
        raise KeyError("nobody thought of it")

    monkeypatch.setattr("amends.desk.intake.actions.sort", fall)

    assert _post_json("postmark", _postmark()).status_code == 200
    assert Arrival.objects.get().problems == ["not_taken:KeyError"]


def test_a_call_larger_than_we_read_is_refused_and_logged(settings, caplog):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert _post_json("postmark", _postmark(TextBody="x" * 2000)).status_code == 413
    assert "larger than we read" in caplog.text


def test_where_the_disk_is_full_the_service_is_asked_to_try_again(monkeypatch):
    def keep(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("amends.desk.intake.actions.keep", keep)

    assert _post_json("postmark", _postmark()).status_code == 503


def test_where_the_database_does_not_answer_the_service_is_asked_to_try_again(monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr("amends.doors.hooks.mail_views.hand_in", away)

    assert _post_json("postmark", _postmark()).status_code == 503


def test_a_service_that_looks_whether_we_are_there_is_answered():
    assert Client().head("/hooks/mail/postmark/").status_code == 200
