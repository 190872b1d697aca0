"""Alike is compared with alike: all are counted, only what one may see is named, and nobody is pointed at."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.craft.refusal import NotAllowed
from amends.desk.cases.models import Case, Message
from amends.desk.offers.fairness import Scope, by_agent, by_field, by_situation, situations_compared
from amends.desk.offers.precedents import Alikes, precedents
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent, Customer, Team
from amends.desk.policies.models import Field, Situation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SINCE = NOW - timedelta(days=365)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def ben():
    return Agent.objects.create_user("ben@desk.example", name="Ben")


@pytest.fixture
def dana():
    return Agent.objects.create_user("dana@desk.example", name="Dana", is_lead=True)


@pytest.fixture
def damaged():
    return Situation.objects.create(slug="arrived-damaged", name="Arrived damaged")


def opened(situation, *, region="", **known) -> Case:
    customer = Customer.objects.create(name="Ada", since=NOW - timedelta(days=400), own={"region": region})
    case = Case.open_for(customer, subject="Broken", channel="email", now=NOW - timedelta(days=20))
    case.situation, case.known, case.kind = situation, known, Case.Kind.COMPLAINT
    case.save()
    return case


def given(case, agent, *amounts, currency="EUR", remedy="refund") -> None:
    for amount in amounts:
        Promise.objects.create(
            case=case, what="Money", amount=Decimal(amount), currency=currency, remedy=remedy, due=NOW,
            owner=agent, made_by=agent, made_at=NOW - timedelta(days=10),
        )  # fmt: skip


def closed(situation, agent, *amounts, outcome="solved", region="", worth="60 EUR", **named) -> Case:
    case = opened(situation, region=region, order_value=worth)
    given(case, agent, *amounts, **named)
    case.close(outcome, at=NOW - timedelta(days=5))
    return case


@pytest.fixture
def alike(damaged, ben):
    """Twelve cases that got 10 to 120 EUR, and one that got nothing."""
    rows = [closed(damaged, ben, 10 * number) for number in range(1, 13)]
    return [*rows, closed(damaged, ben, outcome="ended")]


def test_an_offer_has_its_place_among_what_cases_alike_were_given(damaged, ben, alike):
    found = precedents(opened(damaged, order_value="60 EUR"), ben, offered=eur("115"), now=NOW)

    assert (found.count, found.without) == (13, 1)
    assert found.band is not None
    assert (found.band.lowest, found.band.middle, found.band.highest) == tuple(map(Decimal, (10, 65, 120)))
    assert found.place is not None
    assert (found.place.less, found.place.show_share, found.outside) == (11, True, False)
    assert (found.ended.solved, found.ended.answered) == (12, 13)


def test_outside_of_the_band_asks_for_a_reason(damaged, ben, alike):
    assert precedents(opened(damaged), ben, offered=eur("121"), now=NOW).outside
    assert precedents(opened(damaged), ben, offered=eur("9"), now=NOW).outside


def test_what_one_may_not_see_counts_but_is_not_named(damaged, ben, dana, alike):
    Case.objects.filter(pk=alike[0].pk).update(team=Team.objects.create(name="Elsewhere"))
    case = opened(damaged, order_value="60 EUR")
    of_ben, of_dana = precedents(case, ben, now=NOW), precedents(case, dana, now=NOW)

    assert of_ben.count == of_dana.count == 13
    assert alike[0].number in {one.precedent.case for one in of_dana.named}
    assert alike[0].number not in {one.precedent.case for one in of_ben.named}
    assert len(of_ben.named) == 12


def test_the_nearest_in_value_and_severity_comes_first(damaged, ben):
    far, near = closed(damaged, ben, 5, worth="9 EUR"), closed(damaged, ben, 50, worth="900 EUR")
    Message.objects.create(case=near, direction="in", said_at=NOW, heard={"severity": 3})
    case = opened(damaged, order_value="1000 EUR")
    Message.objects.create(case=case, direction="in", said_at=NOW, heard={"severity": 3})
    found = precedents(case, ben, now=NOW)

    assert [one.precedent.case for one in found.named] == [near.number, far.number]


def test_other_situations_currencies_and_remedies_are_left_out(damaged, ben, alike):
    late = Situation.objects.create(slug="late", name="Late")
    closed(late, ben, 1000)
    closed(damaged, ben, 1000, currency="USD")
    closed(damaged, ben, 7, remedy="credit")
    refunds = precedents(opened(damaged), ben, offered=eur("20"), remedy="refund", now=NOW)

    assert refunds.band is not None
    assert (refunds.band.lowest, refunds.band.highest, refunds.band.unit) == (Decimal(10), Decimal(120), "EUR")
    assert refunds.count == 13
    assert precedents(opened(None), ben, offered=eur("20"), now=NOW).count == 0


def test_promises_in_pieces_and_in_merged_cases_count_together_and_withdrawn_ones_not(damaged, ben):
    whole = closed(damaged, ben, 10, 15)
    other = opened(damaged)
    given(other, ben, 5)
    Case.objects.filter(pk=other.pk).update(merged_into=whole)
    given(whole, ben, 99)
    Promise.objects.filter(amount=99).update(withdrawn_at=NOW)
    found = precedents(opened(damaged), ben, now=NOW)

    assert found.named[0].precedent.given == eur("30")


def test_precedents_cost_the_same_however_many_there_are(damaged, ben, alike, django_assert_num_queries):
    case = Case.objects.select_related("situation", "customer").get(pk=opened(damaged, order_value="60 EUR").pk)

    with django_assert_num_queries(5):
        assert precedents(case, ben, offered=eur("20"), remedy="refund", now=NOW).count == 12


def test_a_second_offer_costs_no_more_than_naming_what_may_be_seen(damaged, ben, alike, django_assert_num_queries):
    case = Case.objects.select_related("situation", "customer").get(pk=opened(damaged, order_value="60 EUR").pk)
    closed = Alikes(case, ben, now=NOW)
    closed.lay(eur("20"), "refund")

    with django_assert_num_queries(1):
        assert closed.lay(eur("25"), "refund").count == 12


def test_situations_lie_beside_each_other_and_few_cases_are_folded(damaged, ben, dana, alike):
    rare = Situation.objects.create(slug="rare", name="Rare")
    for _ in range(4):
        closed(rare, ben, 500)
    found = by_situation(dana, Scope("EUR", SINCE)).spreads

    assert [(row.group, row.count, row.band.highest) for row in found.shown] == [("Arrived damaged", 13, Decimal(120))]
    assert found.shown[0].nothing == Decimal(1) / 13
    assert (found.folded, found.few) == (1, 4)
    assert {row.name for row in situations_compared(dana)} == {"Arrived damaged", "Rare"}


def test_groups_are_what_people_entered_and_never_guessed(damaged, ben, dana):
    field = Field.objects.create(name="region", label="Region", choices="North\nSouth", groups_concessions=True)
    for region, amount in (("North", 10), ("south", 20)):
        for _ in range(5):
            closed(damaged, ben, amount, region=region)
    closed(damaged, ben, 40, region="Northern lights")
    closed(damaged, ben, 40)
    found = by_field(dana, field, Scope("EUR", SINCE, damaged))

    assert [(row.group, row.band.middle) for row in found.spreads.shown] == [
        ("North", Decimal(10)),
        ("South", Decimal(20)),
    ]
    assert found.unsaid == 2


def test_a_field_that_the_desk_does_not_compare_is_not_compared(dana):
    field = Field.objects.create(name="region", label="Region", choices="North\nSouth")

    with pytest.raises(NotAllowed, match="not_compared"):
        by_field(dana, field, Scope("EUR", SINCE))


def test_figures_by_agent_need_a_right_of_their_own_even_for_leads(damaged, ben, dana, alike):
    with pytest.raises(NotAllowed, match="figures"):
        by_agent(dana, Scope("EUR", SINCE))
    dana.sees_figures = True

    assert [(row.group, row.count) for row in by_agent(dana, Scope("EUR", SINCE)).spreads.shown] == [("Ben", 12)]


def test_who_sees_a_team_compares_that_team(damaged, ben, dana, alike):
    Case.objects.filter(pk__in=[case.pk for case in alike[:9]]).update(team=Team.objects.create(name="Elsewhere"))

    assert by_situation(dana, Scope("EUR", SINCE)).spreads.shown[0].count == 13
    assert by_situation(ben, Scope("EUR", SINCE)).spreads.shown == ()
