"""A signed call keeps a promise; anything else changes nothing and says why."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from amends.config.clock import now as real_now
from amends.craft.money import Money
from amends.desk.cases.models import Case
from amends.desk.channels import hooks
from amends.desk.channels.models import Hook
from amends.desk.handoffs.actions import take
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.offers.actions import Thing, promise
from amends.desk.owed.models import Obligation, Promise
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent

pytestmark = pytest.mark.django_db


class Bank:
    """The program of a bank that knows its secret."""

    def __init__(self, hook: Hook, secret: str) -> None:
        self.hook, self.secret = hook, secret

    def calls(self, *, at: datetime | None = None, secret: str = "", raw: bytes | None = None, **said: object):
        body = raw if raw is not None else json.dumps(said).encode()
        stamp = int((at or datetime.now(UTC)).timestamp())
        signed = hooks.sign(secret or self.secret, body, at=stamp)
        return Client().post(
            f"/hooks/{self.hook.pk}/evidence/",
            body,
            content_type="application/json",
            headers={"Amends-Signature": signed},
        )


@pytest.fixture
def dana() -> Agent:
    return add_agent("dana@desk.example", Card(name="Dana", is_lead=True), password="a long pass phrase")


@pytest.fixture
def bank(dana: Agent) -> Bank:
    return Bank(*hooks.make("The bank", dana, now=real_now()))


@pytest.fixture
def refund(dana: Agent) -> Promise:
    """Sixty euros promised to Ada."""
    now = real_now()
    case = open_by_hand(Caller("phone", "+49555", name="Ada"), "Where is my refund?", ByHand(), now=now)
    take(case, dana, now=now)
    thing = Thing("Refund", Money(Decimal(60), "EUR"), remedy="refund")
    return promise(Case.objects.get(pk=case.pk), dana, thing, due=now + timedelta(days=2), now=now)


def test_a_signed_call_keeps_the_promise_and_opens_the_follow_up(bank, refund):
    answer = bank.calls(id="b-1", case=refund.case.number, promise=refund.pk, reference="booking 4711")
    refund.refresh_from_db()

    assert answer.status_code == 200, answer.content
    assert answer.json() == {"kept": True}
    assert refund.evidence == "booking 4711"
    assert refund.deliveries.get().source == "hook"
    assert Obligation.objects.open().filter(case=refund.case, kind="follow_up").exists()


def test_a_part_of_the_money_is_noted_and_the_rest_stays_owed(bank, refund):
    first = bank.calls(id="b-1", case=refund.case.number, promise=refund.pk, reference="half", amount="20 EUR")
    second = bank.calls(id="b-2", case=refund.case.number, promise=refund.pk, reference="rest", amount="40 EUR")

    assert [first.json(), second.json()] == [{"kept": False}, {"kept": True}]


def test_the_same_call_again_changes_nothing(bank, refund):
    said = {"id": "b-1", "case": refund.case.number, "promise": refund.pk, "reference": "half", "amount": "20 EUR"}
    bank.calls(**said)
    again = bank.calls(**said)

    assert again.json() == {"kept": False}
    assert refund.deliveries.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": "61 EUR"}, "60.00 EUR"),
        ({"amount": "10 USD"}, "60.00 EUR"),
        ({"promise": 999_999}, "promise"),
        ({"case": "ZZZZ"}, "promise"),
        ({"on": "2126-01-01T00:00:00+00:00"}, "future"),
        ({"on": "2026-01-01"}, "on"),
        ({"reference": " "}, "reference"),
        ({"give": "500 EUR"}, "give"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(bank, refund, changes, words):
    said = {"id": "b-1", "case": refund.case.number, "promise": refund.pk, "reference": "x", **changes}
    answer = bank.calls(**said)
    refund.refresh_from_db()

    assert answer.status_code == 422, answer.content
    assert words in answer.json()["error"]
    assert refund.kept_at is None
    assert not refund.deliveries.exists()


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff\xfe", b"{", b'"text"'])
def test_a_body_that_is_no_object_is_refused_in_words(bank, refund, raw):
    answer = bank.calls(raw=raw)

    assert answer.status_code == 422
    assert "JSON object" in answer.json()["error"]


def test_nobody_gets_in_without_a_fresh_signature_of_a_living_hook(bank, refund, dana):
    said = {"id": "b-1", "case": refund.case.number, "promise": refund.pk, "reference": "x"}
    wrong = bank.calls(secret="guessed", **said)
    old = bank.calls(at=datetime.now(UTC) - timedelta(minutes=6), **said)
    early = bank.calls(at=datetime.now(UTC) + timedelta(minutes=6), **said)
    unsigned = Client().post(f"/hooks/{bank.hook.pk}/evidence/", json.dumps(said), content_type="application/json")
    hooks.end(bank.hook, dana, now=real_now())
    ended = bank.calls(**said)

    assert {answer.status_code for answer in (wrong, old, early, unsigned, ended)} == {403}
    assert not refund.deliveries.exists()


def test_a_huge_body_is_not_even_read(bank, refund):
    answer = bank.calls(id="b-1", case=refund.case.number, promise=refund.pk, reference="x" * 20_000)

    assert answer.status_code == 413
    assert not refund.deliveries.exists()


@pytest.mark.parametrize("length", ["many", "-1", "9" * 30, ""])
def test_a_length_that_is_none_breaks_nothing(bank, refund, length):
    answer = Client().post(
        f"/hooks/{bank.hook.pk}/evidence/", b"{}", content_type="application/json", CONTENT_LENGTH=length
    )

    assert answer.status_code in {403, 413}
    assert not refund.deliveries.exists()
