"""From what a case is about to what was agreed: ranked, worked out, offered within authority, allowed, chosen."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from amends.craft.money import Money
from amends.desk.cases.models import Case
from amends.desk.delivery.actions import leave_due
from amends.desk.intake.actions import Source, receive
from amends.desk.offers.actions import Thing, enter_promise
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.owed.models import Obligation, Promise
from amends.desk.people.models import Agent, Customer, Level
from amends.desk.policies.granting import Grant, grant
from amends.desk.policies.models import Lesson, Situation
from amends.desk.policies.playbook import publish, starters
from amends.doors.workbench.tests.conftest import MAIL

REPLY = (
    "Hello Ada, I am sorry that the blender does not start. We pay the return, and a new one can be with you soon. Ben"
)
FACTS = {"fact-order_value": "100 EUR", "fact-days_since_delivery": "2"}
KEEP, ALL_BACK = "keep-it-cheaper", "all-back"


@pytest.fixture
def cleo(db):
    senior = Level.objects.get(rank=2)
    return Agent.objects.create_user("cleo@desk.example", "a long password", name="Cleo Sand", level=senior)


@pytest.fixture
def policy(case, dana, now):
    """The policy for what arrived damaged; Ben may give 30 EUR a case, Cleo 250."""
    publish(starters()["arrived-damaged.md"], None, now=now)
    for rank, amount in ((1, 30), (2, 250)):
        most = Money(Decimal(amount), "EUR")
        grant(Grant(level=Level.objects.get(rank=rank), per_case=most), dana, now=now)
    grant(Grant(), dana, now=now)


@pytest.fixture
def decided(browser, case, policy):
    """Ben said what it is about, and what the order cost."""
    post(browser, case, "situation", situation="arrived-damaged")
    post(browser, case, "known", **FACTS)
    case.refresh_from_db()
    return case


def post(browser, case: Case, noun: str, **fields):
    return browser.post(f"/cases/{case.number}/{noun}/", fields)


def page_of(browser, case: Case):
    return browser.get(f"/cases/{case.number}/").context["page"]


def option(browser, case: Case, key: str):
    return next(row for row in page_of(browser, case).offering.options if row.id.endswith(f".{key}"))


def drafted(browser, case: Case, *keys: str, **fields):
    ids = [option(browser, case, key).id for key in keys]
    amounts = {f"amount-{option(browser, case, key).id}": option(browser, case, key).typed for key in keys}
    return post(browser, case, "offers", option=ids, **{**amounts, **fields})


def made(browser, case: Case, now, *keys: str) -> Offer:
    """An offer that has left with a reply."""
    drafted(browser, case, *keys)
    assert post(browser, case, "replies", text=REPLY).status_code == 303
    leave_due(now=now.replace(minute=1))
    return Offer.objects.get()


def test_the_likeliest_situation_stands_first_and_one_click_decides_and_teaches(browser, case, policy):
    likely = page_of(browser, case).offering.situation.likely
    assert likely[0].slug == "arrived-damaged"

    post(browser, case, "situation", situation=likely[0].slug)

    assert page_of(browser, case).offering.situation.decided == "Arrived damaged"
    assert Lesson.objects.get().case_number == case.number


def test_what_is_typed_is_ranked_without_writing_anything(browser, case, policy, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        shown = post(browser, case, "likely", text="the parcel was crushed").content.decode()

    assert "Arrived damaged" in shown
    assert not Lesson.objects.exists()


def test_something_else_is_named_and_shown_as_a_gap(browser, case, policy):
    post(browser, case, "situation", name="Blender sings at night")

    shown = page_of(browser, case).offering.situation
    assert (shown.decided, shown.is_gap) == ("Blender sings at night", True)
    assert Situation.objects.filter(slug="blender-sings-at-night").exists()


def test_options_stand_with_exact_amounts_how_they_came_about_and_who_may(browser, decided, cleo):
    mine, hers = option(browser, decided, KEEP), option(browser, decided, ALL_BACK)

    assert (mine.amount, mine.within, mine.who) == ("€20.00", "authority", "you may")
    assert "20 % of what the order cost (€100.00)" in mine.working
    assert (hers.amount, hers.within) == ("€100.00", "approval")
    assert hers.who.startswith("ask Cleo Sand")


def test_what_is_drafted_anew_takes_the_place_of_the_draft_and_counts_once(browser, decided):
    drafted(browser, decided, KEEP)

    assert option(browser, decided, KEEP).within == "authority"


def test_facts_that_cannot_be_read_are_refused_in_words(browser, decided):
    response = post(browser, decided, "known", **{"fact-order_value": "a lot"})

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    decided.refresh_from_db()
    assert decided.known["order_value"] == "100 EUR"


def test_an_offer_within_authority_goes_with_the_next_reply(browser, decided, now):
    offer = made(browser, decided, now, KEEP)

    assert offer.message is not None
    assert page_of(browser, decided).offering.offers[0].state == "made"


def test_the_drafted_offer_has_firm_words_with_amount_and_date(browser, decided):
    drafted(browser, decided, KEEP)

    words = page_of(browser, decided).offering.offers[0].words
    assert words.startswith("We can do this for you: Keep it and get part of the price back, €20.00.")
    assert "Thursday 5 March 2026" in words


def test_beyond_authority_the_right_person_is_asked_and_the_reply_is_held(browser, decided, cleo):
    drafted(browser, decided, ALL_BACK)
    response = post(browser, decided, "replies", text=REPLY)

    assert Approval.objects.get().approver == cleo
    assert response.status_code == 422
    assert "waits for Cleo Sand" in response.content.decode()
    assert not decided.messages.filter(kind="reply").exists()
    assert "Cleo Sand" in page_of(browser, decided).offering.offers[0].held


def test_a_text_that_promises_beyond_authority_is_not_sent(browser, decided):
    response = post(browser, decided, "replies", text=f"{REPLY} We will refund you 400 EUR by Friday.")

    assert response.status_code == 422
    assert "This text promises 400.00 EUR" in response.content.decode()
    assert not decided.messages.filter(kind="reply").exists()


def test_the_coach_marks_a_promise_beyond_authority_before_it_is_sent(browser, decided):
    margin = post(browser, decided, "coach", text="We will refund you 400 EUR by Friday.").content.decode()

    assert "More than you may promise" in margin
    assert "€30.00 is left to you" in margin


def test_a_promise_in_the_words_of_a_draft_is_offered_for_recording_with_its_day(browser, decided):
    margin = post(browser, decided, "coach", text="We will refund you 20 EUR by Friday.").content.decode()

    assert "You promise: “We will refund you 20 EUR”, by Friday" in margin
    assert 'data-amount="20.00 EUR" data-due="2026-03-06T17:00"' in margin


def test_the_approver_finds_the_request_on_top_and_allows_it(browser, client, decided, cleo, now):
    drafted(browser, decided, ALL_BACK, ask_why="she has lost heart")
    client.force_login(cleo)

    row = next(row for group in client.get("/").context["page"].groups for row in group.rows)
    asked = page_of(client, decided).approvals[0]
    post(client, decided, f"approvals/{asked.id}", verdict="yes")

    assert row.verb == "Decide what may be offered to"
    assert (asked.for_you, asked.why) == (True, "she has lost heart")
    assert not Obligation.objects.open().filter(kind="approve").exists()
    assert post(browser, decided, "replies", text=REPLY).status_code == 303


def test_nobody_decides_on_their_own_request_nor_without_a_reason_for_a_no(browser, client, decided, cleo):
    drafted(browser, decided, ALL_BACK)
    asked = Approval.objects.get()
    client.force_login(cleo)

    assert post(browser, decided, f"approvals/{asked.pk}", verdict="yes").status_code == 422
    assert post(client, decided, f"approvals/{asked.pk}", verdict="no").status_code == 422
    asked.refresh_from_db()
    assert asked.is_open


def test_a_refusal_needs_its_reason_and_another_way(browser, decided):
    bare = post(browser, decided, "offers", refuses="on")
    whole = post(browser, decided, "offers", refuses="on", reason="It was used for a year.", appeal="Dana looks anew.")

    assert bare.status_code == 422
    assert whole.status_code == 303
    assert "Dana looks anew." in page_of(browser, decided).offering.offers[0].words


def test_an_option_that_no_policy_in_force_has_is_refused(browser, decided):
    response = post(browser, decided, "offers", option="9999.all-of-it", **{"amount-9999.all-of-it": "1 EUR"})

    assert response.status_code == 422
    assert not Offer.objects.exists()


def test_what_they_wrote_agrees_and_becomes_a_promise(browser, decided, now, ben):
    offer = made(browser, decided, now, KEEP)
    head = b"From: ada@example.com\nTo: desk@desk.example\nIn-Reply-To: <one@example.com>\nMessage-ID: <2@e.example>\n"
    receive(head + b"\nYes please!", Source(arrived_at=now), now=now)
    said = page_of(browser, decided).offering.offers[0].replies[0]

    post(browser, decided, f"offers/{offer.pk}/agreement", message=said.value)

    promise = Promise.objects.get()
    assert (promise.what, str(promise.money)) == ("Keep it and get part of the price back", "20.00 EUR")
    assert promise.owner == ben
    assert Agreement.objects.get().how == "reply"


def test_a_part_that_arrived_leaves_the_rest_to_come(browser, decided):
    post(browser, decided, "promises", thing="half now, half later", amount="20 EUR", due="2026-03-05T17:00")
    made = Promise.objects.get()

    post(browser, decided, f"promises/{made.pk}/evidence", evidence="bank advice 1", amount="8 EUR")

    shown = page_of(browser, decided).promises[0]
    assert (shown.rest, shown.state) == ("€12.00", "due")
    assert "bank advice 1" in shown.arrived[0]
    assert post(browser, decided, f"promises/{made.pk}/evidence", evidence="2", amount="13 EUR").status_code == 422


def test_by_word_of_mouth_needs_what_was_said(browser, decided, now):
    offer = made(browser, decided, now, KEEP)

    bare = post(browser, decided, f"offers/{offer.pk}/agreement")
    noted = post(browser, decided, f"offers/{offer.pk}/agreement", words="Yes, do that.")

    assert (bare.status_code, noted.status_code) == (422, 303)
    assert Promise.objects.count() == 1


def test_what_was_turned_down_brings_the_policy_to_the_front(browser, decided, now):
    offer = made(browser, decided, now, KEEP)
    assert not page_of(browser, decided).offering.policies[0].in_front

    post(browser, decided, f"offers/{offer.pk}/refusal")

    shown = page_of(browser, decided)
    assert shown.offering.policies[0].in_front
    assert shown.offering.offers[0].state == "declined"


def test_an_offer_of_another_case_is_not_there(browser, decided, now):
    drafted(browser, decided, KEEP)
    other = receive(MAIL.replace(b"one@", b"9@").replace(b"ada@", b"omar@"), Source(arrived_at=now), now=now).case

    for noun in ("withdrawal", "refusal", "agreement"):
        assert browser.post(f"/cases/{other}/offers/{Offer.objects.get().pk}/{noun}/").status_code == 404


@pytest.fixture
def alike(decided, ben, now):
    """Twelve closed cases of the same kind that got 10 to 21 EUR back; eleven are solved."""
    for number in range(12):
        customer = Customer.objects.create(name=f"C{number}", since=now)
        past = Case.open_for(customer, subject="broken", channel="email", now=now - timedelta(days=30))
        past.situation, past.known = decided.situation, {"order_value": "100 EUR"}
        past.save()
        amount = Money(Decimal(10 + number), "EUR")
        thing = Thing("Part of it back", amount, "partial_refund")
        enter_promise(past, ben, thing, due=now + timedelta(days=1), now=now - timedelta(days=30))
        past.close("solved" if number else "ended", at=now - timedelta(days=20))


def test_options_show_what_cases_alike_got_and_how_they_ended(browser, decided, alike):
    band = option(browser, decided, KEEP).band

    assert band.words == "12 alike got €10.00 to €21.00 · above 83 % of 12 alike · solved 91 %"
    assert not band.outside


def test_what_lies_outside_of_cases_alike_wants_a_reason_which_is_kept(browser, decided, alike):
    row = option(browser, decided, KEEP)
    unusual = {"option": row.id, f"amount-{row.id}": "29.00 EUR"}

    bare = post(browser, decided, "offers", **unusual)
    post(browser, decided, "offers", **unusual, why_different="It was her daughter's birthday.")

    assert bare.status_code == 422
    assert "lies outside of what cases alike got" in bare.content.decode()
    assert Offer.objects.get().why_different == "It was her daughter's birthday."


def test_somebody_of_elsewhere_decides_nothing(decided, browser, cleo):
    drafted(browser, decided, ALL_BACK)
    dan = Agent.objects.create_user("dan@desk.example", name="Dan", level=Level.objects.get(rank=3))
    dan.teams.clear()
    elsewhere = Client()
    elsewhere.force_login(dan)

    assert post(elsewhere, decided, f"approvals/{Approval.objects.get().pk}", verdict="yes").status_code == 404
    assert Approval.objects.get().is_open


def test_the_page_asks_no_more_the_more_is_offered(browser, decided, now, cleo, django_assert_max_num_queries):
    made(browser, decided, now, KEEP)
    for _ in range(3):
        drafted(browser, decided, ALL_BACK, KEEP)

    with django_assert_max_num_queries(67):
        assert browser.get(f"/cases/{decided.number}/").status_code == 200
