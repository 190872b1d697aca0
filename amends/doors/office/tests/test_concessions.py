"""The ledger is read by month, remedy and state, and taken away as a table that no spreadsheet runs."""

import csv
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest

from amends.craft.money import Money
from amends.desk.followups.actions import waive
from amends.desk.offers.actions import Thing, keep, promise
from amends.desk.offers.breaking import break_due
from amends.desk.people.models import Customer

URL = "/office/concessions/"


@pytest.fixture
def ledger(case, ben, now):
    """A refund partly paid, a credit that broke, a fee in dollars that is paid, and a goodwill withdrawn."""

    def promised(what, amount, currency, remedy, hours):
        due = now + timedelta(hours=hours)
        return promise(case, ben, Thing(what, Money(Decimal(amount), currency), remedy), due=due, now=now)

    refund, fee = promised("Refund", "40", "EUR", "refund", 99), promised("Fee", "15.50", "USD", "waive_fee", 99)
    promised("=cmd|calc", "30", "EUR", "credit", 1)
    kind = promised("A voucher", "5", "EUR", "goodwill", 99)
    keep(refund, ben, "bank 1", now=now, amount=Money(Decimal(10), "EUR"))
    keep(fee, ben, "bank 2", now=now)
    kind.refresh_from_db()
    waive(kind.obligation, ben, "not wanted", now=now)
    break_due(now=now + timedelta(hours=2))
    Customer.objects.update(name='+Ada, “the” "first"')


def test_an_empty_ledger_says_what_will_stand_there(office):
    page = office.get(URL).content.decode()

    assert "Nothing was conceded so far" in page
    assert '<svg class="bar"' not in page


def test_totals_are_by_currency_and_drawn_with_their_numbers_beside(office, ledger):
    page = office.get(URL).content.decode()

    for words in ("€75.00", "€10.00", "€60.00", "€30.00", "€5.00", "$15.50", "3 promises", "1 promise<"):
        assert words in page
    assert page.count('<svg class="bar"') == 2
    assert "▲ broken, still to come" in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"state": "broken"}, "=cmd|calc", "A voucher"),
        ({"state": "withdrawn"}, "A voucher", "=cmd|calc"),
        ({"remedy": "waive_fee"}, "$15.50", "€75.00"),
        ({"month": "2026-03"}, "€75.00", "Nothing like that"),
        ({"month": "2026-02"}, "Nothing like that", "€75.00"),
        ({"month": "2026-13"}, "€75.00", "Nothing like that"),
    ],
)
def test_one_chooses_by_month_remedy_and_state(office, ledger, asked, there, not_there):
    page = office.get(URL, asked).content.decode()

    assert there in page
    assert not_there not in page


def test_the_table_is_exact_quoted_and_runs_nothing(office, ledger):
    response = office.get(f"{URL}table.csv")
    text = response.content.decode()
    rows = list(csv.DictReader(StringIO(text, newline="")))
    by_what = {row["what"]: row for row in rows}

    assert response["Content-Type"].startswith("text/csv")
    assert text.count("\r\n") == text.count("\n") == 5
    assert {row["customer"] for row in rows} == {'\'+Ada, “the” "first"'}
    assert by_what["'=cmd|calc"]["state"] == "broken"
    refund = by_what["Refund"]
    assert [refund[name] for name in ("currency", "agreed", "paid", "unpaid")] == ["EUR", "40.00", "10.00", "30.00"]
    assert by_what["Fee"]["agreed_on"] == "2026-03-02"


def test_the_table_holds_what_was_chosen(office, ledger):
    text = office.get(f"{URL}table.csv", {"state": "paid"}).content.decode()

    assert text.count("\r\n") == 2
    assert "waive_fee" in text


def test_pages_go_on(office, case, ben, now):
    for number in range(60):
        thing = Thing(f"Thing {number}", Money(Decimal(1), "EUR"), "credit")
        promise(case, ben, thing, due=now + timedelta(days=1), now=now)
    first, second = office.get(URL).content.decode(), office.get(URL, {"page": "2"}).content.decode()

    assert "Thing 59" in first
    assert "Thing 9<" not in first
    assert "Thing 9<" in second
    assert "€60.00" in second
