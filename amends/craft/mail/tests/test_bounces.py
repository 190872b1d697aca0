"""A bounce names whom we didn't reach, why, whether for good, and which mail of ours it was."""

import csv
from collections import defaultdict

import pytest

from amends.craft.mail import Bounce, Mail, parse
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.tests.letters import letter, parted, plain

OTHER_KINDS = {"feedback": "feedback_report", "vacation": "auto_reply"}


def _labelled() -> list[tuple[str, Mail, list[dict[str, str]]]]:
    """Give the labelled mails of the corpus, each with a row for each recipient."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    [table] = corpus("sisimai_bounces/expected.tsv")
    with table.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            rows[row["file"]].append(row)
    folder = table.parent / "bounce"
    return [(name, parse((folder / name).read_bytes()), found) for name, found in sorted(rows.items())]


def test_a_delivery_report_is_read_from_its_fields():
    status = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        "Final-Recipient: rfc822; ok@lark.example\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: rfc822; ada@lark.example\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user"
    )
    original = "Content-Type: text/rfc822-headers\n\nMessage-ID: <ours@shop.example>\nSubject: Kettle"

    mail = parse(parted(plain("Sorry."), status, original, subtype="report", From="MAILER-DAEMON@mx.example"))

    assert mail.bounce == Bounce("ada@lark.example", "5.1.1", permanent=True, original_message_id="ours@shop.example")


def test_a_bounce_in_prose_is_read_from_its_words():
    prose = (
        "I'm afraid I wasn't able to deliver your message.\n\n<ada@lark.example>:\n192.0.2.1 said: 550 no such user\n\n"
        "--- Below this line is a copy of the message.\n\nMessage-ID: <ours@shop.example>\n"
    )

    mail = parse(letter(prose, From="MAILER-DAEMON@mx.example", Subject="failure notice"))

    assert mail.bounce == Bounce("ada@lark.example", "5.0.0", permanent=True, original_message_id="ours@shop.example")


@pytest.mark.parametrize(
    ("fields", "permanent"),
    [("Action: failed\nStatus: 5.1.1", True), ("Action: delayed\nStatus: 4.4.1", False), ("Status: 4.4.7", False)],
)
def test_a_delay_is_not_for_good(fields: str, permanent: bool):
    status = f"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ada@lark.example\n{fields}"

    bounce = parse(parted(plain("Report"), status, subtype="report")).bounce

    assert bounce
    assert bounce.permanent is permanent


def test_no_other_mail_has_a_bounce():
    assert parse(letter()).bounce is None


def test_the_kind_is_right_for_all_but_one_of_the_labelled_mails():
    wrong = [name for name, mail, rows in _labelled() if mail.kind != OTHER_KINDS.get(rows[0]["reason"], "bounce")]

    assert wrong == ["lhost-apachejames-01.eml"]  # names no daemon, no failure and no report


def test_the_status_is_the_labelled_one_where_the_mail_tells_it():
    told = [
        (name, mail.bounce.status in {row["status"] for row in rows})
        for name, mail, rows in _labelled()
        if mail.bounce and ".9" not in rows[0]["status"]  # the labels' own numbers for what no mail says
    ]

    wrong = [name for name, right in told if not right]
    assert len(told) >= 49
    assert wrong == ["lhost-amazonses-01.eml"]  # gives two codes


def test_for_good_or_not_agrees_with_the_class_of_every_label_unless_a_server_gave_up():
    given_up = set()
    for name, mail, rows in _labelled():
        if mail.bounce and mail.bounce.permanent is not rows[0]["status"].startswith("5"):
            assert mail.bounce.permanent, name
            given_up.add(name)

    assert given_up == {"lhost-postfix-08.eml", "lhost-v5sendmail-01.eml"}  # after days of a temporary error


def test_recipient_and_original_are_found():
    bounces = [mail.bounce for _, mail, _ in _labelled() if mail.bounce]

    assert sum(bool(bounce.recipient) for bounce in bounces) == len(bounces)
    assert sum(bool(bounce.original_message_id) for bounce in bounces) >= 0.84 * len(bounces)  # the others hold no id


def test_what_is_no_bounce_is_a_message():
    [path] = corpus("sisimai_bounces/not_bounce/*.eml")

    assert (parse(path.read_bytes()).kind, parse(path.read_bytes()).automatic) == ("message", False)
