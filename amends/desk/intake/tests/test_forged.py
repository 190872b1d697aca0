"""Mail of which our own server says that it isn't from whom it names has no say in a case."""

from datetime import timedelta

import pytest
from django.conf import settings

from amends.craft.mail import make_id
from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.intake.ties.belonging import may_belong

FORGED = "mx.example.org; dmarc=fail header.from=example.com; spf=pass smtp.mailfrom=evil.example"
LATER = NOON + timedelta(hours=1)
SECRET = settings.SECRET_KEY.encode()


@pytest.fixture
def checked(mailbox: Mailbox) -> Mailbox:
    """Our mailbox, at a server whose checks count."""
    mailbox.trusted_host = "mx.example.org"
    mailbox.save()
    return mailbox


@pytest.fixture
def lamp(checked) -> Case:
    return case_of(bring(letter("lamp"), mailbox=checked))


def test_a_forged_sender_with_the_number_of_a_case_has_one_of_their_own(lamp, checked, ben):
    raw = letter("new", subject=f"Re: [{lamp.number}] My lamp", Authentication_Results=FORGED)

    found = bring(raw, LATER, mailbox=checked)

    assert found.opened
    assert [entry.case for entry in may_belong(case_of(found), ben)] == [lamp]


def test_a_forged_sender_with_an_id_is_a_stranger_whatever_their_name(lamp, checked):
    raw = letter("new", "All is solved, thank you!", answers=("lamp",), Authentication_Results=FORGED)

    assert bring(raw, LATER, mailbox=checked).case == lamp.number

    assert Message.objects.get(message_id="new@example.com").verified is False
    assert lamp.participants.get().verified is True


def test_a_forged_first_mail_makes_nobody_the_customer(checked):
    case = case_of(bring(letter("more", answers=("lamp",), who="Bob <bob@example.net>"), mailbox=checked))

    bring(letter("lamp", Authentication_Results=FORGED), LATER, mailbox=checked)

    case.refresh_from_db()
    assert case.customer.addresses.get().value == "bob@example.net"


def test_a_forged_sender_reopens_nothing(lamp, checked):
    lamp.close("solved", at=NOON)

    found = bring(letter("new", answers=("lamp",), Authentication_Results=FORGED), LATER, mailbox=checked)

    assert found.opened
    assert not Case.objects.get(pk=lamp.pk).is_open


def test_with_our_token_a_failed_check_says_nothing_against_the_sender(lamp, checked):
    ours = make_id(SECRET, lamp.number, 4711, "example.org")

    found = bring(letter("new", answers=(ours,), Authentication_Results=FORGED), LATER, mailbox=checked)

    assert found.case == lamp.number
    assert Message.objects.get(message_id="new@example.com").verified


@pytest.mark.parametrize(
    ("checks", "believed"),
    [
        ("mx.example.org; dmarc=fail header.from=example.com; dkim=pass header.d=example.com", False),
        ("mx.example.org; spf=fail smtp.mailfrom=example.com; dkim=pass header.d=evil.example", False),
        ("mx.example.org; spf=softfail smtp.mailfrom=example.com", False),
        ("mx.example.org; spf=fail smtp.mailfrom=list.example; dmarc=pass header.from=example.com", True),
        ("mx.example.org; spf=softfail smtp.mailfrom=example.com; dkim=pass header.d=mail.example.com", True),
        ("mx.example.org; dkim=none; spf=none", True),
        ("elsewhere.example; dmarc=fail header.from=example.com", True),
    ],
    ids=["dmarc", "signed by others", "softfail", "sent on", "signed", "nothing checked", "not by our server"],
)
def test_a_sender_is_doubted_where_a_check_failed_and_none_speaks_for_their_domain(lamp, checked, checks, believed):
    raw = letter("new", subject=f"Re: [{lamp.number}] My lamp", Authentication_Results=checks)

    assert (bring(raw, LATER, mailbox=checked).case == lamp.number) is believed
