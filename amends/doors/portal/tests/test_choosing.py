"""A customer chooses from what was said: with money in it only by the proved address, never from what was not said."""

from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.desk.delivery.actions import leave_due
from amends.desk.intake.actions import Source, receive
from amends.desk.offers.models import Agreement, Offer
from amends.desk.offers.offering import Pick, Terms, draft
from amends.desk.owed.models import Promise
from amends.desk.replies.actions import send
from amends.doors.portal.tests.conftest import A_MINUTE, letter

BACK = Pick("Part of the price back", "partial_refund", Money(Decimal("18.00"), "EUR"))
NEW_ONE = Pick("A new blender", "replacement")


def offered(ada, ben, *picks: Pick, terms: Terms | None = None) -> Offer:
    """An offer that has left with a reply a minute ago."""
    offer = draft(ada.case, ben, picks, terms or Terms(), now=ada.now - A_MINUTE)
    send(ada.case, ben, "Hello Ada, this is what we can do.", now=ada.now - A_MINUTE)
    leave_due(now=ada.now)
    return offer


def chosen(ada, offer: Offer, position: int = 0):
    return ada.posts("choices", offer=offer.pk, option=offer.options.get(position=position).pk)


def test_an_offer_stands_with_exact_amounts_and_days(ada, ben):
    offered(ada, ben, BACK, NEW_ONE)

    page = ada.page()

    assert "We can do this for you" in page
    assert "€18.00" in page
    assert "done by Thursday 5 March" in page


def test_an_offer_that_was_not_sent_is_not_shown(ada, ben):
    offer = draft(ada.case, ben, [BACK], Terms(), now=ada.now)

    assert "€18.00" not in ada.page()
    assert chosen(ada, offer).status_code == 404


def test_an_offer_that_may_still_be_undone_is_not_shown(ada, ben):
    offer = draft(ada.case, ben, [BACK], Terms(), now=ada.now)
    send(ada.case, ben, "Hello Ada, this is what we can do.", now=ada.now)

    assert "€18.00" not in ada.page()
    assert chosen(ada, offer).status_code == 404


def test_money_is_not_agreed_to_by_the_link_alone(ada, ben):
    offer = offered(ada, ben, BACK, NEW_ONE)

    response = chosen(ada, offer)

    assert "Mail me a code" in ada.page()
    assert response.status_code == 422
    assert "we make sure that it is you" in response.content.decode()
    assert not Agreement.objects.exists()


def test_with_the_code_the_choice_becomes_a_promise(ada, ben):
    offer = offered(ada, ben, BACK, NEW_ONE)
    ada.proves()

    response = chosen(ada, offer)

    assert response.url == f"{ada.url}?done=chosen"
    promise = Promise.objects.get()
    assert (promise.what, promise.money) == ("Part of the price back", BACK.amount)
    page = ada.page("chosen")
    assert "It is agreed" in page
    assert "promised by Ben Kramer" in page


def test_what_is_not_money_is_chosen_by_the_link(ada, ben):
    offer = offered(ada, ben, NEW_ONE)

    assert ada.posts("choices", offer=offer.pk).status_code == 303
    assert Promise.objects.get().what == "A new blender"


def test_all_together_needs_no_choice(ada, ben):
    offer = offered(ada, ben, BACK, NEW_ONE, terms=Terms(together=True))
    ada.proves()

    ada.posts("choices", offer=offer.pk)

    assert Promise.objects.count() == 2


def test_one_of_several_has_to_be_chosen(ada, ben):
    offer = offered(ada, ben, BACK, NEW_ONE)
    ada.proves()

    response = ada.posts("choices", offer=offer.pk)

    assert response.status_code == 422
    assert "Please choose one of them." in response.content.decode()


def test_choosing_twice_changes_nothing(ada, ben):
    offer = offered(ada, ben, NEW_ONE)
    chosen(ada, offer)

    assert chosen(ada, offer).url == ada.url
    assert Promise.objects.count() == 1


@pytest.mark.parametrize("field", ["offer", "option"])
def test_what_belongs_to_another_case_is_not_there(ada, ben, field):
    mine = offered(ada, ben, NEW_ONE)
    number = receive(letter(7, "It leaks.", sender="Omar <omar@example.com>"), Source(arrived_at=ada.now), now=ada.now)
    other = draft(type(ada.case).objects.get(number=number.case), ben, [BACK], Terms(), now=ada.now)
    fields = {"offer": mine.pk, "option": mine.options.get().pk}

    posted = fields | {field: other.pk if field == "offer" else other.options.get().pk}

    assert ada.posts("choices", **posted).status_code == 404
    assert not Agreement.objects.exists()


def test_an_agent_who_looks_at_the_page_cannot_choose(ada, ben):
    offer = offered(ada, ben, NEW_ONE)
    ada.client.force_login(ben)

    assert chosen(ada, offer).status_code == 403
    assert not Agreement.objects.exists()


def test_a_refusal_shows_its_reason_and_another_way(ada, ben):
    terms = Terms(refuses=True, reason="It was used for a year.", appeal="Dana Moor looks at it anew.")
    offered(ada, ben, terms=terms)

    page = ada.page()

    assert "It was used for a year." in page
    assert "If you see it differently: Dana Moor looks at it anew." in page


def test_a_german_customer_chooses_in_german(ada, ben):
    ada.case.customer.language = "de"
    ada.case.customer.save()
    offered(ada, ben, BACK)

    page = ada.page()

    assert "Das können wir für Sie tun" in page
    assert "18,00" in page
    assert "bis Donnerstag, 5. März erledigt, wenn Sie heute zustimmen" in page


def test_money_that_only_stands_in_words_wants_the_code_as_well(ada, ben):
    offer = offered(ada, ben, Pick("We call you about your refund of 18 EUR", "callback"), NEW_ONE)

    assert "Mail me a code" in ada.page()
    assert chosen(ada, offer).status_code == 422
    assert not Agreement.objects.exists()
