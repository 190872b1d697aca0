"""What a group handed on is told from newsletters, and its writer is found where the group wrote over From."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.mail import Address, Group

ADA = Address("Ada Byron", "ada@example.com")


def through(*lines: str, who: str = "Ada Byron <ada@example.com>") -> bytes:
    head = [f"From: {who}", "To: help@shop.example", "Subject: My lamp", "Message-ID: <1@example.com>", *lines]
    return "\r\n".join([*head, "", "It arrived broken."]).encode()


GOOGLE = (
    "Precedence: list",
    "Mailing-list: list help@shop.example; contact help+owners@shop.example",
    "List-ID: <help.shop.example>",
    "List-Post: <https://groups.example/a/shop.example/group/help/post>, <mailto:help@shop.example>",
    "List-Unsubscribe: <mailto:manage+1+unsubscribe@groups.example>, <https://groups.example/unsubscribe>",
)


def test_a_group_that_keeps_from_is_named_with_the_writer():
    assert parse(through(*GOOGLE)).group == Group(("help@shop.example",), ADA)


@pytest.mark.parametrize(
    "lines",
    [
        ("X-Original-From: Ada Byron <ada@example.com>", "Reply-To: Other <other@example.com>"),
        ("X-Original-Sender: ada@example.com",),
        ("Reply-To: Ada Byron <ada@example.com>",),
        ("Reply-To: help@shop.example, Ada Byron <ada@example.com>",),
    ],
    ids=["said", "envelope", "reply-to", "reply-to with the group"],
)
def test_a_group_that_writes_over_from_says_elsewhere_who_wrote(lines):
    mail = parse(through(*GOOGLE, *lines, who="'Ada Byron' via Help <help@shop.example>"))

    assert mail.group == Group(("help@shop.example",), ADA)


def test_a_writer_who_is_nowhere_stays_unknown():
    assert parse(through(*GOOGLE, who="help@shop.example")).group == Group(("help@shop.example",), None)


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-generated",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Return-Path: <>",
    ],
)
def test_what_a_machine_sends_through_a_list_is_of_no_group(line):
    assert parse(through(*GOOGLE, line)).group is None


def test_bulk_mail_and_mail_of_people_are_of_no_group():
    assert parse(through("Precedence: bulk", "List-Post: <mailto:help@shop.example>")).group is None
    assert parse(through()).group is None


def test_the_name_of_a_list_is_enough():
    assert parse(through("List-Id: Help desk <help.shop.example>")).group == Group(("help@shop.example",), ADA)
