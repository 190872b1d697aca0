"""Where an answer goes once two cases have become one."""

from datetime import timedelta

import pytest

from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.intake.ties.joining import merge
from amends.desk.replies.addressing import customer_address

pytestmark = pytest.mark.django_db
BERT = "Bert Lark <bert@example.net>"


def test_the_customer_of_a_merged_case_is_not_written_to_in_the_other_ones_name(mailbox):
    ada = case_of(bring(letter("lamp"), mailbox=mailbox))
    bert = case_of(bring(letter("chair", who=BERT), NOON + timedelta(hours=1), mailbox=mailbox))

    merge(bert, ada, None, now=NOON + timedelta(hours=2))

    assert str(customer_address(ada)) == "ada@example.com"


def test_who_takes_part_and_wrote_last_is_answered(mailbox):
    ada = case_of(bring(letter("lamp"), mailbox=mailbox))
    bert = case_of(bring(letter("chair", who=BERT), mailbox=mailbox)).customer
    ada.participants.create(address=bert.addresses.get(), verified=True)

    bring(letter("more", who=BERT, answers=("lamp",)), NOON + timedelta(hours=1), mailbox=mailbox)

    assert str(customer_address(ada)) == "bert@example.net"
