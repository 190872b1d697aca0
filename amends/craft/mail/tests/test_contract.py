"""The JSON of a mail has the promised keys, no others, in the promised forms."""

import json
from typing import Any

from amends.craft.mail import as_json, parse
from amends.craft.mail.tests.letters import letter, parted, plain

KEYS = (
    "source message_id in_reply_to references from reply_to to cc subject date text reply quoted signature html "
    "attachments kind automatic bounce language problems"
).split()
ATTACHMENT_KEYS = ["name", "type", "size", "sha256", "inline"]
BOUNCE_KEYS = ["recipient", "status", "permanent", "original_message_id"]


def printed(found: object) -> Any:
    return json.loads(json.dumps(found))


def test_every_promised_key_is_there_and_no_other():
    photo = "Content-Type: image/png; name=a.png\n\nx"

    found = as_json(parse(parted(plain("Hello"), photo)), "a.eml")

    assert list(found) == KEYS
    assert found["source"] == "a.eml"
    assert found["from"] == {"name": "Ada Lark", "address": "ada@lark.example"}
    assert found["date"] == "2026-11-02T07:05:00Z"
    assert [list(one) for one in printed(found)["attachments"]] == [ATTACHMENT_KEYS]


def test_a_bounce_has_its_promised_keys():
    found = as_json(parse(letter(X_Failed_Recipients="ada@lark.example")), "-")

    assert list(printed(found)["bounce"]) == BOUNCE_KEYS


def test_what_is_missing_is_null_or_empty():
    found = as_json(parse(b""), "-")

    assert (found["message_id"], found["in_reply_to"], found["date"], found["bounce"]) == (None, None, None, None)
    assert found["from"] == {"name": "", "address": ""}
    assert (found["references"], found["to"], found["text"], found["html"]) == ([], [], "", "")
    assert printed(found) == found


def test_what_few_mails_carry_has_keys_of_its_own():
    invited = (
        "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Visit\n"
        "DTSTART:20261102T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    card = "Content-Type: text/vcard\n\nBEGIN:VCARD\nFN:Ada Lark\nTEL:1\nEND:VCARD\n"

    found = as_json(parse(parted(plain("Come."), invited, card)), "-")

    assert list(found) == [*KEYS, "invitation", "cards"]
    assert found["invitation"] == {
        "method": "request",
        "summary": "Visit",
        "begins": "2026-11-02T10:00:00Z",
        "ends": None,
        "all_day": False,
        "zone": "UTC",
        "place": "",
        "organiser": None,
        "repeats": False,
        "answer": "",
    }
    assert printed(found)["cards"] == [{"name": "Ada Lark", "organisation": "", "phones": ["1"], "addresses": []}]
