"""Whatever is offered, allowed, agreed, moved, split, delivered or waived: the ledger comes to what was agreed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from amends.craft.money import Money
from amends.craft.refusal import Refused
from amends.desk.cases.models import Case
from amends.desk.followups.actions import waive
from amends.desk.offers.actions import Thing, keep, move, promise
from amends.desk.offers.agreeing import Choice, agree
from amends.desk.offers.approving import decide
from amends.desk.offers.breaking import break_due
from amends.desk.offers.ledger import STATES, Asked, entries, totals
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.offers.offering import Pick, Terms, carry, decline, draft, withdraw
from amends.desk.offers.splitting import Part, split
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent, Customer, Level
from amends.desk.policies.granting import Grant, grant

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SMALLEST = {"EUR": Decimal("0.01"), "USD": Decimal("0.01"), "JPY": Decimal(1), "KWD": Decimal("0.001")}
REMEDIES = ("refund", "credit", "goodwill")
PICK = st.integers(0, 12)
MONEY = st.builds(
    lambda currency, coins: Money(SMALLEST[currency] * coins, currency),
    st.sampled_from(sorted(SMALLEST)),
    st.integers(1, 9_999_999),
)


def small(money: Money) -> Money:
    """Return an amount that is mostly within what Ben may give."""
    return Money(money.amount % (SMALLEST[money.currency] * 5000) + SMALLEST[money.currency], money.currency)


class Till(RuleBasedStateMachine):
    """Three cases of two customers, three people, four currencies."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.agreed: dict[str, Decimal] = {}
        self.paid: dict[str, Decimal] = {}
        self.withdrawn: dict[str, Decimal] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(limited=st.booleans())
    def a_desk(self, *, limited: bool) -> None:
        self.ben, self.cleo, self.dana = (
            Agent.objects.create_user(
                f"{name}@desk.example", name=name, is_lead=name == "dana", level=Level.objects.get(rank=rank)
            )
            for rank, name in enumerate(("ben", "cleo", "dana"), 1)
        )
        self.people = (self.ben, self.cleo, self.dana)
        for currency, coin in SMALLEST.items() if limited else ():
            for person, coins in zip(self.people, (5_000, 100_000, 99_999_999), strict=True):
                limit = Money(coin * coins, currency)
                grant(Grant(level=person.level, per_customer=limit, period_days=30), self.dana, now=START)
        ada = Customer.objects.create(name="Ada", since=START)
        ned = Customer.objects.create(name="Ned", since=START)
        self.cases = [
            Case.open_for(customer, subject=f"{number}", channel="email", now=START)
            for number, customer in enumerate((ada, ada, ned))
        ]
        for pick, currency in enumerate(sorted(SMALLEST)):
            self.promise_by_hand(pick=pick, amount=Money(SMALLEST[currency] * 4_000, currency), hours=40)

    def attempt(self, act, *given, **named):
        """Do it in a transaction of its own, unless the desk refuses; then nothing may have changed."""
        try:
            with transaction.atomic():
                return act(*given, now=self.now, **named)
        except Refused:
            return None

    def add(self, book: dict[str, Decimal], money: Money | None) -> None:
        if money is not None:
            book[money.currency] = book.get(money.currency, Decimal(0)) + money.amount

    def one_of(self, rows, pick: int):
        found = list(rows.order_by("pk"))
        return found[pick % len(found)] if found else None

    @rule(pick=PICK, amounts=st.lists(MONEY, min_size=1, max_size=3), together=st.booleans(), big=st.booleans())
    def offer(self, *, pick: int, amounts: list[Money], together: bool, big: bool) -> None:
        picks = [
            Pick(f"Option {number}", REMEDIES[(pick + number) % 3], amount if big else small(amount))
            for number, amount in enumerate(amounts)
        ]
        self.attempt(draft, self.cases[pick % 3], self.people[pick % 2], picks, Terms(together=together))

    @rule(pick=PICK, granted=st.booleans())
    def decide(self, *, pick: int, granted: bool) -> None:
        approval = self.one_of(Approval.objects.filter(decided_at=None), pick)
        if approval is not None:
            self.attempt(decide, approval, self.people[pick % 3], granted=granted, reason="so be it")

    @rule(pick=PICK)
    def say(self, pick: int) -> None:
        case = self.cases[pick % 3]
        note = case.notes.create(agent=self.ben, text="On the phone.", written_at=self.now)
        self.attempt(carry, case, self.people[pick % 3], by=note)

    @rule(pick=PICK, which=PICK)
    def agree(self, *, pick: int, which: int) -> None:
        offer = self.one_of(Offer.objects.made().standing(), pick)
        if offer is None:
            return
        options = list(offer.options.all())
        choice = Choice(Agreement.How.WORD, agent=self.ben, words="Yes, that one.")
        if self.attempt(agree, offer, [options[which % len(options)]], choice) is not None:
            for option in options if offer.together else [options[which % len(options)]]:
                self.add(self.agreed, option.money)

    @rule(pick=PICK, which=PICK, amounts=st.lists(MONEY, min_size=1, max_size=3), together=st.booleans())
    def bargain(self, *, pick: int, which: int, amounts: list[Money], together: bool) -> None:
        self.offer(pick=pick, amounts=amounts, together=together, big=which % 2 == 0)
        for approval in Approval.objects.filter(decided_at=None):
            self.attempt(decide, approval, self.dana, granted=True, reason="go on")
        self.say(pick)
        self.agree(pick=pick, which=which)

    @rule(pick=PICK, back=st.booleans())
    def end_offer(self, *, pick: int, back: bool) -> None:
        offer = self.one_of(Offer.objects.standing(), pick)
        if offer is not None:
            self.attempt(withdraw if back else decline, offer, self.ben)

    @rule(pick=PICK, amount=MONEY, hours=st.integers(1, 200))
    def promise_by_hand(self, *, pick: int, amount: Money, hours: int) -> None:
        thing = Thing("Money", small(amount) if pick % 2 else amount, "refund")
        due = self.now + timedelta(hours=hours)
        if self.attempt(promise, self.cases[pick % 3], self.people[pick % 3], thing, due=due) is not None:
            self.add(self.agreed, thing.amount)

    @rule(pick=PICK, share=st.integers(1, 20))
    def deliver(self, *, pick: int, share: int) -> None:
        made = self.one_of(Promise.objects.all(), pick)
        if made is None or made.outstanding is None:
            return
        rest = made.outstanding
        coins = int(rest.amount / SMALLEST[rest.currency])
        part = Money(SMALLEST[rest.currency] * (coins * min(share, 10) // 10), rest.currency)
        if self.attempt(keep, made, self.ben, "bank advice 4", amount=part) is not None:
            self.add(self.paid, part)

    @rule(pick=PICK, hours=st.integers(1, 100))
    def move(self, *, pick: int, hours: int) -> None:
        made = self.one_of(Promise.objects.all(), pick)
        if made is not None:
            self.attempt(move, made, self.ben, self.now + timedelta(hours=hours), "the bank is closed")

    @rule(pick=PICK, share=st.integers(0, 10), wrong=st.booleans())
    def split(self, *, pick: int, share: int, wrong: bool) -> None:
        made = self.one_of(Promise.objects.all(), pick)
        if made is None or made.outstanding is None:
            return
        rest, coin = made.outstanding, SMALLEST[made.currency]
        first = coin * (int(rest.amount / coin) * share // 10)
        amounts = [first, rest.amount - first + (coin if wrong else 0)]
        due = self.now + timedelta(hours=30)
        self.attempt(split, made, self.ben, [Part(Money(part, made.currency), due) for part in amounts], "in two")

    @rule(pick=PICK)
    def waive(self, pick: int) -> None:
        made = self.one_of(Promise.objects.exclude(obligation=None), pick)
        if made is None or made.obligation is None:
            return
        rest = made.outstanding
        if self.attempt(waive, made.obligation, self.ben, "agreed by phone") is None and rest is not None:
            made.refresh_from_db()
            if made.withdrawn_at == self.now:
                self.add(self.withdrawn, rest)
        self.now += timedelta(seconds=1)

    @rule(hours=st.integers(1, 80))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        break_due(now=self.now)

    @invariant()
    def the_ledger_comes_to_what_was_agreed_in_every_currency(self) -> None:
        found = {row.currency: row.amounts for row in totals(self.dana)}

        assert {currency: row.agreed.amount for currency, row in found.items()} == self.agreed
        for currency, row in found.items():
            assert row.paid.amount == self.paid.get(currency, 0)
            assert row.withdrawn.amount == self.withdrawn.get(currency, 0)
            assert row.agreed.amount == row.paid.amount + row.unpaid.amount + row.withdrawn.amount
            assert row.broken.amount <= row.unpaid.amount

    @invariant()
    def the_entries_add_up_to_the_totals_and_every_one_has_one_state(self) -> None:
        summed: dict[str, Decimal] = {}
        shown = list(entries(self.dana))
        for entry in shown:
            self.add(summed, entry.amounts.unpaid)
        by_state = [entry.promise.pk for state in STATES for entry in entries(self.dana, Asked(state=state))]

        assert summed == {row.currency: row.amounts.unpaid.amount for row in totals(self.dana)}
        assert sorted(by_state) == sorted(entry.promise.pk for entry in shown)

    @invariant()
    def what_is_held_for_leave_was_never_agreed(self) -> None:
        held = Approval.objects.exclude(granted=True).values("option")
        assert not Agreement.objects.filter(agreed__option__in=held).exists()


@pytest.mark.django_db
def test_the_ledger_adds_up_whatever_happens() -> None:
    of_lives = settings(max_examples=max(settings().max_examples // 5, 8), stateful_step_count=20)

    run_state_machine_as_test(Till, settings=of_lives)
