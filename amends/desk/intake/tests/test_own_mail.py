"""What one of us writes past the desk lies on the pile, but answers to it find the case that it was about."""

from datetime import timedelta

import pytest

from amends.desk.cases.models import Case, KnownId, Message
from amends.desk.intake.models import Arrival
from amends.desk.intake.tests.post import NOON, bring, case_of, letter

BEN = "Ben <ben@example.org>"
DESK = "Desk <desk@example.org>"
LATER = NOON + timedelta(hours=1)
WORDS = "Dear Ada, I send a new one tomorrow."


def direct(who: str = BEN, *, answers: tuple[str, ...] = ("lamp",), **headers: str) -> bytes:
    return letter("direct", WORDS, who=who, answers=answers, To="ada@example.com", Cc="desk@example.org", **headers)


ANSWER = letter("more", "Thanks, which colour?", answers=("direct",))


@pytest.fixture
def lamp(mailbox, ben) -> Case:
    return case_of(bring(letter("lamp"), mailbox=mailbox))


@pytest.mark.parametrize("who", [BEN, DESK])
def test_the_answer_to_what_one_of_us_wrote_directly_finds_the_case(lamp, mailbox, who):
    assert bring(direct(who), LATER, mailbox=mailbox).pile

    assert bring(ANSWER, LATER, mailbox=mailbox).case == lamp.number
    assert Message.objects.of(lamp).count() == 2
    assert Arrival.objects.on_pile().count() == 1


def test_an_answer_that_comes_before_it_becomes_one_case_with_it(lamp, mailbox):
    early = bring(ANSWER, LATER, mailbox=mailbox)

    bring(direct(), LATER, mailbox=mailbox)

    assert case_of(early) == lamp


def test_what_names_no_case_leads_nowhere(lamp, mailbox):
    bring(direct(answers=()), LATER, mailbox=mailbox)

    assert bring(ANSWER, LATER, mailbox=mailbox).opened


def test_whoever_only_says_to_be_one_of_us_leads_nobody_anywhere(lamp, mailbox):
    mailbox.trusted_host = "mx.example.org"
    mailbox.save()

    bring(direct(Authentication_Results="mx.example.org; dmarc=fail header.from=example.org"), LATER, mailbox=mailbox)

    assert not KnownId.objects.filter(value="direct@example.com").exists()
