"""Rows that are made past Django's own way are the rows that Django makes."""

from typing import Any

import pytest
from django.db import models

from amends.desk.cases.models import Attachment, Case, Event, Message
from amends.desk.intake.models import Arrival
from amends.desk.intake.tests.post import NOON
from amends.desk.owed.models import Obligation
from amends.desk.people import sql
from amends.desk.people.models import Address, Customer


def held(row: models.Model) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.parametrize("model", [Address, Arrival, Attachment, Case, Customer, Event, Message, Obligation])
def test_a_fresh_row_is_the_one_that_its_model_makes(model):
    assert held(sql.fresh(model)) == held(model())
    assert sql.fresh(model)._state.adding


def test_a_fresh_row_knows_what_it_is_given_and_what_it_is_of():
    case = Case(pk=7, number="ABCD")

    fresh = sql.fresh(Event, case=case, kind="case.opened", agent=None, happened_at=NOON)

    assert held(fresh) == held(Event(case=case, kind="case.opened", agent=None, happened_at=NOON))
    assert fresh.case is case
    assert fresh.agent is None


def test_fresh_rows_share_no_list():
    one, other = sql.fresh(Message), sql.fresh(Message)

    one.to.append("ada@example.com")

    assert other.to == []


def test_a_time_is_kept_as_django_keeps_it(db):
    customer = sql.insert(sql.fresh(Customer, name="Ada", since=NOON.replace(microsecond=7)))

    assert Customer.objects.get(since=NOON.replace(microsecond=7)) == customer
