"""`amends receive` on all that there is: an mbox of every mail of the test data, and what is no proper mail."""

import json
import os
import re
from pathlib import Path

import pytest

from amends.craft.mail.tests.corpora import raw_mails
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Case, Message
from amends.desk.intake.models import Arrival
from amends.desk.policies.models import MEGABYTE

SEPARATOR = b"From somebody@example.com Mon Mar  2 08:00:00 2026\n"
LETTER = b"""From: Ada Okafor <ada@example.com>
Subject: A letter with lines that look like separators
Message-ID: <lines@example.com>

From the beginning I was patient.

From now on I am not.
>From here it was quoted once already.
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def raws() -> list[bytes]:
    found = [raw for _, raw in raw_mails()]  # skips where they are absent
    return [raw if raw.endswith(b"\n") else raw + b"\n" for raw in [*found, LETTER] if raw.strip()]


@pytest.fixture
def mbox(raws: list[bytes], tmp_path: Path) -> Path:
    path = tmp_path / "all.mbox"
    path.write_bytes(b"".join(SEPARATOR + re.sub(rb"(?m)^(>*From )", rb">\1", raw) + b"\n" for raw in raws))
    return path


def test_every_mail_of_an_mbox_is_accounted_for_and_a_second_run_opens_nothing(raws, mbox, amends):
    first = amends("receive", "--mbox", mbox, "--json")
    cases, messages = Case.objects.count(), Message.objects.count()
    second = amends("receive", "--mbox", mbox, "--json")

    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert len(first.answers) == len(second.answers) == len(raws)
    astray = [
        answer["source"]
        for answer in first.answers
        if not answer["case"] and not any(problem.startswith("pile:") for problem in answer["problems"])
        if not answer["duplicate"]
    ]
    assert not astray
    assert [bytes_of(answer["digest"]) for answer in first.answers] == raws
    assert all(answer["duplicate"] and not answer["opened"] for answer in second.answers)
    assert (Case.objects.count(), Message.objects.count()) == (cases, messages)


def test_a_line_that_begins_with_from_parts_no_mail(tmp_path, amends):
    path = tmp_path / "one.mbox"
    path.write_bytes(SEPARATOR + LETTER.replace(b"\n>From here", b"\n>>From here"))

    ended = amends("receive", "--mbox", path, "--json")

    assert len(ended.answers) == 1
    assert bytes_of(ended.answers[0]["digest"]).rstrip() == LETTER.rstrip()


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_is_told_and_stops_nothing(content, tmp_path, amends):
    empty, whole = tmp_path / "empty.eml", tmp_path / "whole.eml"
    empty.write_bytes(content)
    whole.write_bytes(LETTER)

    ended = amends("receive", empty, whole, "--json")

    assert ended.code == 1
    assert "empty" in ended.err
    assert "Traceback" not in ended.err
    assert [answer["opened"] for answer in ended.answers] == [True]


def test_a_folder_is_told_and_stops_nothing(tmp_path, amends):
    whole = tmp_path / "whole.eml"
    whole.write_bytes(LETTER)

    ended = amends("receive", tmp_path, whole, "--json")

    assert ended.code == 1
    assert "is a folder" in ended.err
    assert len(ended.answers) == 1


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_that_must_not_be_read_is_told(tmp_path, amends):
    path = tmp_path / "secret.eml"
    path.write_bytes(LETTER)
    path.chmod(0)

    ended = amends("receive", path, "--json")

    assert ended.code == 1
    assert "Permission denied" in ended.err


def test_a_mail_cut_off_anywhere_is_kept_as_it_is(tmp_path, amends):
    paths = [tmp_path / f"{length}.eml" for length in range(1, len(LETTER), 7)]
    for path in paths:
        path.write_bytes(LETTER[: int(path.stem)])

    ended = amends("receive", *paths, "--json")

    assert ended.code == 0, ended.err
    assert [bytes_of(answer["digest"]) for answer in ended.answers] == [path.read_bytes() for path in paths]
    assert all(answer["case"] or "pile" in json.dumps(answer["problems"]) for answer in ended.answers)


def test_a_mail_beyond_the_limit_lies_on_the_pile_with_every_byte(tmp_path, amends):
    raw = LETTER + b"x" * 99 * (60 * MEGABYTE // 99)
    path = tmp_path / "big.eml"
    path.write_bytes(raw)

    ended = amends("receive", path, "--json")

    assert ended.code == 0, ended.err
    assert "pile:too_big" in ended.answers[0]["problems"]
    assert bytes_of(ended.answers[0]["digest"]) == raw
    assert Arrival.objects.on_pile().count() == 1
