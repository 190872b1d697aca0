"""A mail that names nobody can be made a case of: somebody complains, and people find out who."""

from datetime import timedelta

import pytest

from amends.craft.refusal import Malformed
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.piling import make_case
from amends.desk.intake.tests.post import BROKEN, NOON, bring
from amends.desk.owed.models import Obligation

LATER = NOON + timedelta(hours=1)
NOBODY = f"To: desk@example.org\nSubject: My lamp\nMessage-ID: <lamp@example.com>\n\n{BROKEN}\n".encode()


def test_a_case_is_made_of_a_complaint_without_a_sender(mailbox, ben):
    assert bring(NOBODY, mailbox=mailbox).pile == Arrival.Reason.NO_SENDER

    case = make_case(Arrival.objects.on_pile().get(), ben, now=LATER)

    assert not case.customer.addresses.exists()
    assert case.messages.get().own_text.strip() == BROKEN
    assert Obligation.objects.of(case).open().filter(kind="answer").exists()
    assert not Arrival.objects.on_pile().exists()


def test_two_who_name_nobody_are_two_customers(mailbox, ben):
    bring(NOBODY, mailbox=mailbox)
    bring(NOBODY.replace(b"lamp", b"chair"), mailbox=mailbox)

    first, second = (make_case(arrival, ben, now=LATER) for arrival in Arrival.objects.on_pile())

    assert first.customer != second.customer


def test_of_nothing_no_case_is_made(mailbox, ben):
    bring(b"\n", mailbox=mailbox)

    with pytest.raises(Malformed):
        make_case(Arrival.objects.on_pile().get(), ben, now=LATER)
