"""What a form on a web site sends is of whoever filled it in, and leads into no case that is there."""

from typing import Any

import pytest

from amends.desk.cases.models import Message
from amends.desk.intake.tests.post import bring, case_of, letter

SHOP = "Shop <mailer@forms.example>"


def form(name: str = "form", *, reply_to: str = "Ada Byron <ada@example.com>", who: str = SHOP, **more: Any) -> bytes:
    return letter(name, who=who, Reply_To=reply_to, **more)


def test_each_who_fills_in_a_form_is_a_customer_of_their_own(mailbox):
    ada = case_of(bring(form("one"), mailbox=mailbox))
    bert = case_of(bring(form("two", reply_to="bert@example.net"), mailbox=mailbox))

    assert (ada.customer.name, ada.customer.addresses.get().value) == ("Ada Byron", "ada@example.com")
    assert bert.customer.addresses.get().value == "bert@example.net"


@pytest.mark.parametrize(
    "more",
    [
        {"who": "Cleo <cleo@shop.example>"},
        {"reply_to": "desk@example.org"},
        {"reply_to": "ada@example.com, bert@example.net"},
        {"reply_to": "no-reply@other.example"},
    ],
    ids=["a person", "ourselves", "two", "nobody"],
)
def test_what_may_be_something_else_is_of_its_sender(mailbox, more):
    bring(form(**more), mailbox=mailbox)

    assert str(Message.objects.get().address) == more.get("who", SHOP).rpartition("<")[2].strip(">")


@pytest.mark.parametrize(
    "who",
    [
        "www@shop.example",
        "website@shop.example",
        "apache@shop.example",
        "no-reply+site@shop.example",
        "desk@example.org",
    ],
)
def test_a_form_may_send_under_any_address_that_nobody_reads_and_under_ours(mailbox, who):
    case = case_of(bring(form(who=who), mailbox=mailbox))

    assert case.customer.addresses.get().value == "ada@example.com"


def test_what_names_a_case_of_ours_is_of_its_sender(mailbox):
    case = case_of(bring(letter("lamp"), mailbox=mailbox))

    bring(form("evil", reply_to="eve@example.net", subject=f"Re: [{case.number}] My lamp"), mailbox=mailbox)

    assert not Message.objects.filter(address__value="eve@example.net").exists()


def test_a_tag_that_looks_like_a_number_does_not_hide_who_filled_in_a_form(mailbox):
    case = case_of(bring(form(subject="[FRAGEN] My lamp"), mailbox=mailbox))

    assert case.customer.addresses.get().value == "ada@example.com"


def test_nobody_is_believed_into_a_case_by_the_reply_to_of_a_form(mailbox):
    case = case_of(bring(letter("lamp"), mailbox=mailbox))

    bring(form("evil", answers=("lamp",)), mailbox=mailbox)

    assert Message.objects.of(case).filter(address__value="ada@example.com").count() == 1
