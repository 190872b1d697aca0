"""`amends mail parse` tells of every mail it was given, and of every source that gave none."""

import json
import mailbox

import pytest

from amends.doors.cli.commands.schema import SCHEMAS
from amends.doors.cli.tests.schema_check import faults

MAIL = (
    b"From: Ada <ada@example.com>\r\nTo: desk@example.com\r\nSubject: Broken =?utf-8?q?l=C3=A4mp?=\r\n"
    b"Message-ID: <1@example.com>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n\r\nIt broke again.\r\n"
)
SCHEMA = json.loads((SCHEMAS / "mail-parse.json").read_text(encoding="utf-8"))


@pytest.fixture
def mail(tmp_path):
    path = tmp_path / "one.eml"
    path.write_bytes(MAIL)
    return path


def test_a_mail_from_a_file_is_told_as_the_schema_says(amends, mail):
    ended = amends("mail", "parse", mail, "--json")

    [told] = ended.answers
    assert ended.code == 0
    assert faults(told, SCHEMA) == []
    assert (told["source"], told["subject"], told["date"]) == (str(mail), "Broken lämp", "2026-03-02T09:00:00Z")


@pytest.mark.parametrize("arguments", [["-"], []])
def test_a_mail_comes_through_a_pipe(amends, arguments):
    [told] = amends("mail", "parse", *arguments, "--json", stdin=MAIL).answers

    assert (told["source"], told["from"]) == ("-", {"name": "Ada", "address": "ada@example.com"})


def test_a_mail_is_told_in_words(amends, mail):
    ended = amends("mail", "parse", mail)

    assert "message from Ada <ada@example.com>" in ended.out
    assert "| It broke again." in ended.out


def test_every_mail_of_an_mbox_is_told_with_its_number(amends, tmp_path):
    box = mailbox.mbox(tmp_path / "box")
    for number in range(3):
        box.add(MAIL.replace(b"<1@", b"<%d@" % number))
    box.close()

    told = amends("mail", "parse", "--mbox", tmp_path / "box", "--json").answers

    assert [(one["source"], one["message_id"]) for one in told] == [
        (f"{tmp_path / 'box'}:{number + 1}", f"{number}@example.com") for number in range(3)
    ]


def test_every_mail_of_a_maildir_is_told(amends, tmp_path):
    folder = mailbox.Maildir(tmp_path / "maildir")
    for _ in range(2):
        folder.add(MAIL)

    assert len(amends("mail", "parse", "--maildir", tmp_path / "maildir", "--json").answers) == 2


def test_what_can_not_be_read_is_told_and_the_rest_goes_on(amends, mail, tmp_path):
    empty = tmp_path / "empty.eml"
    empty.touch()

    ended = amends("mail", "parse", tmp_path / "gone.eml", empty, tmp_path, mail, "--json")

    assert ended.code == 1
    assert ended.err.splitlines() == [
        f"amends: {tmp_path / 'gone.eml'}: No such file or directory",
        f"amends: {tmp_path}: {tmp_path} is a folder, not a file",
    ]
    assert [one["source"] for one in ended.answers] == [str(empty), str(mail)]
    assert "empty" in ended.answers[0]["problems"]


def test_options_may_stand_before_the_files(amends, mail):
    assert amends("mail", "parse", "--json", mail).answers == amends("mail", "parse", mail, "--json").answers


def test_an_empty_mbox_and_a_folder_that_is_no_maildir_are_told(amends, tmp_path):
    (tmp_path / "box").touch()

    ended = amends("mail", "parse", "--mbox", tmp_path / "box", "--maildir", tmp_path)

    assert ended.code == 1
    assert len(ended.err.splitlines()) == 2
