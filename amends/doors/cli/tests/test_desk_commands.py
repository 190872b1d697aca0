"""Commands on the desk work in a fresh home and answer as their schemas say."""

import json
from typing import Any

import pytest

from amends.doors.cli.commands.schema import SCHEMAS
from amends.doors.cli.tests.conftest import Ended, run_process
from amends.doors.cli.tests.schema_check import faults

MAIL = """From: Ada <ada@example.com>
To: desk@example.com
Subject: The lamp
Message-ID: <lamp@example.com>
Date: Mon, 2 Mar 2026 10:00:00 +0100

My lamp arrived broken. When do I get a new one?
"""


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    """Return a home that was empty, and what `receive` said there first and again."""
    home = tmp_path_factory.mktemp("fresh")
    return home, *(run_process("receive", "-", "--json", home=home, stdin=MAIL) for _ in range(2))


def answers_of(ended: Ended, name: str) -> list[dict[str, Any]]:
    """Return what a command answered, which must be as the schema `name` says."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    assert (ended.code, ended.err) == (0, "")
    assert [fault for answer in ended.answers for fault in faults(answer, schema)] == []
    return ended.answers


def test_a_mail_that_is_received_opens_a_case_once(received):
    _, first, again = received

    [opened] = answers_of(first, "receive")
    [known] = answers_of(again, "receive")

    assert (opened["opened"], opened["duplicate"], known["opened"], known["duplicate"]) == (True, False, False, True)
    assert known["case"] == opened["case"]


def test_what_is_owed_is_told(received):
    home, first, _ = received

    owed = answers_of(run_process("owed", "--json", home=home), "owed")

    assert {"acknowledge", "answer"} <= {one["obligation"] for one in owed}
    assert {one["case"] for one in owed} == {first.answers[0]["case"]}


def test_a_case_is_told(received):
    home, first, _ = received

    [case] = answers_of(run_process("case", first.answers[0]["case"], "--json", home=home), "case")

    assert [message["direction"] for message in case["messages"]] == ["in"]


def test_a_case_that_is_not_there_is_one_plain_line(received):
    ended = run_process("case", "ZZZZ", "--json", home=received[0])

    assert (ended.code, ended.out, ended.err) == (1, "", "amends: there is no case ZZZZ\n")


@pytest.mark.servers
def test_a_story_is_told(tmp_path):
    story = tmp_path / "story.toml"
    story.write_text(
        'title = "A lamp"\n'
        '[[step]]\ncustomer = "ada@example.com"\nsubject = "Lamp"\nwrites = "When do I get a lamp that works?"\n'
        '[[step]]\nexpect = { owed = ["answer"], not_owed = ["answer"] }\n',
        encoding="utf-8",
    )

    ended = run_process("story", str(story), "--json", home=tmp_path)

    schema = json.loads((SCHEMAS / "story.json").read_text(encoding="utf-8"))
    assert [faults(answer, schema) for answer in ended.answers] == [[]]
    assert (ended.code, len(ended.answers[0]["failed"])) == (1, 1)
