"""To which case a mail belongs: our token, then any id, then the number with a known sender, else a new case."""

from datetime import timedelta

import pytest
from django.conf import settings

from amends.craft.mail import make_id, marker, plus_address
from amends.desk.cases.models import Case, Link, Message
from amends.desk.intake.tests.post import ADA, NOON, bring, case_of, letter

SECRET = settings.SECRET_KEY.encode()
EVE = "Eve <eve@example.net>"
LATER = NOON + timedelta(hours=2)
DESK = "desk@example.org"


@pytest.fixture
def lamp(mailbox) -> Case:
    return case_of(bring(letter("lamp"), mailbox=mailbox))


@pytest.fixture
def chair(mailbox) -> Case:
    return case_of(bring(letter("chair", "My chair wobbles. What now?", subject="A chair"), mailbox=mailbox))


def ended(case: Case, outcome: str = "solved") -> None:
    """Let a case have come to an end at noon."""
    Case.objects.get(pk=case.pk).close(outcome, at=NOON)


@pytest.mark.parametrize("header", ["Cc", "Delivered-To"])
def test_a_plus_address_leads_to_its_case_whatever_else_is_said(lamp, header):
    sent_to = plus_address(DESK, lamp.number, SECRET).upper()

    raw = letter("new", subject="Something else").replace(b"Subject:", f"{header}: {sent_to}\nSubject:".encode(), 1)
    found = bring(raw, LATER)

    assert (found.case, found.opened) == (lamp.number, False)


def test_a_marker_among_the_quotes_leads_to_its_case(lamp):
    text = f"It still flickers. What now?\n\n> Dear Ada,\n> {marker(lamp.number, SECRET)}\n"

    assert bring(letter("new", text, subject="No subject"), LATER).case == lamp.number


def test_our_token_counts_for_more_than_an_id(lamp, chair):
    sent_to = plus_address(DESK, lamp.number, SECRET)

    assert bring(letter("new", answers=("chair",), To=sent_to), LATER).case == lamp.number


def test_a_message_id_of_ours_leads_to_its_case_also_where_we_have_no_record_of_it(lamp):
    lost = make_id(SECRET, lamp.number, 4711, "example.org")

    assert bring(letter("new", answers=(lost,), subject="Hm"), LATER).case == lamp.number


def test_what_only_looks_like_a_token_leads_nowhere(lamp):
    forged = f"desk+{lamp.number.lower()}-aaaaaaaaaaaaaaaa@example.org"
    made = make_id(b"another desk", lamp.number, 1, "example.org")

    found = bring(letter("new", f"[ref: {lamp.number}-AAAAAAAAAAAAAAAA] Hello?", answers=(made,), To=forged, who=EVE))

    assert found.opened


@pytest.mark.parametrize("chain", [("lamp",), ("unknown", "lamp"), ("lamp", "unknown", "far")])
def test_any_id_that_we_know_leads_to_its_case_anywhere_in_the_references(lamp, chain):
    assert bring(letter("new", answers=chain, subject="Hm"), LATER).case == lamp.number


def test_two_answers_to_a_mail_that_never_came_are_one_case(mailbox):
    first = bring(letter("one", answers=("never",)))
    second = bring(letter("two", answers=("never",)), LATER)

    assert second.case == first.case


def test_the_number_in_the_subject_counts_for_a_known_sender(lamp):
    assert bring(letter("new", subject=f"Re: [{lamp.number}] Lamp"), LATER).case == lamp.number


@pytest.mark.parametrize("subject", ["[EXTERN] Re: Lamp [{}]", "[SPAM] Re: Lamp [{}]", "Re: Lamp [{}] [AB22]"])
def test_the_number_is_found_beside_what_gateways_put_into_brackets(lamp, subject):
    assert bring(letter("new", subject=subject.format(lamp.number)), LATER).case == lamp.number


def test_the_number_in_the_subject_opens_nothing_to_a_stranger(lamp):
    found = bring(letter("new", subject=f"Re: [{lamp.number}] Lamp", who=EVE), LATER)

    assert found.opened
    assert not lamp.participants.filter(address__value="eve@example.net").exists()


def test_the_number_leads_a_stranger_who_is_in_the_case_already_back_into_it_as_a_stranger(lamp):
    bring(letter("new", "I was copied in. What is this about?", answers=("lamp",), who=EVE), LATER)

    found = bring(letter("anew", "All is solved!", subject=f"About [{lamp.number}]", who=EVE), LATER)

    assert found.case == lamp.number
    assert Message.objects.get(message_id="anew@example.com").verified is False
    assert lamp.participants.get(address__value="eve@example.net").verified is False


def test_the_number_reopens_nothing_for_a_stranger_who_was_in_the_case(lamp):
    bring(letter("new", "I was copied in. What is this about?", answers=("lamp",), who=EVE), LATER)
    ended(lamp)

    found = bring(letter("anew", subject=f"About [{lamp.number}]", who=EVE), LATER)

    assert found.opened
    assert not Case.objects.get(pk=lamp.pk).is_open


def test_a_stranger_who_names_an_id_joins_unverified_and_gets_no_say(lamp):
    bring(letter("new", "It is solved, thank you!", answers=("lamp",), who=EVE), LATER)

    lamp.refresh_from_db()
    assert lamp.participants.get(address__value="eve@example.net").verified is False
    assert Message.objects.get(message_id="new@example.com").verified is False
    assert lamp.customer.addresses.get().value == "ada@example.com"
    assert lamp.is_open


def test_within_two_weeks_the_same_matter_reopens_and_another_one_opens_a_linked_case(lamp):
    ended(lamp)

    again = bring(letter("again", "It is broken again!", answers=("lamp",)), NOON + timedelta(days=13))
    ended(lamp)
    other = bring(letter("other", answers=("lamp",), subject="My invoice is wrong"), NOON + timedelta(days=13))

    assert (again.case, again.opened) == (lamp.number, False)
    assert other.opened
    assert Link.objects.get(case__number=other.case).older == lamp


def test_after_two_weeks_a_late_answer_opens_a_linked_case_and_what_follows_stays_there(lamp):
    ended(lamp)

    late = bring(letter("late", answers=("lamp",)), NOON + timedelta(days=15))
    next_one = bring(letter("next", answers=("lamp", "late"), subject="Re: My lamp"), NOON + timedelta(days=16))

    assert late.opened
    assert Link.objects.get(case__number=late.case).older == lamp
    assert (next_one.case, next_one.opened) == (late.case, False)
    assert Case.objects.surviving().count() == 2


def test_our_token_does_not_lead_back_to_the_case_that_another_one_grew_out_of(lamp):
    token = make_id(SECRET, lamp.number, 1, "example.org")
    ended(lamp)
    late = bring(letter("late", answers=("lamp",)), NOON + timedelta(days=15))

    following = bring(letter("more", answers=("lamp", token, "late")), NOON + timedelta(days=15))

    assert (following.case, following.opened) == (late.case, False)


def test_a_case_that_was_ended_never_reopens_by_itself(lamp):
    ended(lamp, "ended")

    found = bring(letter("again", answers=("lamp",)), LATER)

    assert found.case == lamp.number
    assert not Case.objects.get(pk=lamp.pk).is_open


def test_thanks_after_the_end_reopen_nothing(lamp):
    ended(lamp)

    found = bring(letter("thanks", "Thank you!", answers=("lamp",), who=ADA), LATER)

    assert found.case == lamp.number
    assert not Case.objects.get(pk=lamp.pk).is_open
