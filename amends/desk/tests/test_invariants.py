"""Whatever happens, in whatever order, the invariants of the design hold (DESIGN §1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from amends.craft.money import Money
from amends.desk.cases.models import Case, Event, Message
from amends.desk.delivery.models import Dispatch
from amends.desk.intake.models import Arrival
from amends.desk.offers.models import Approval
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import Obligation, Promise
from amends.desk.replies.judging import Said
from amends.desk.tests.life_of_offers import CURRENCIES, LifeWithOffers

TEXTS = (
    "The lid of the kettle broke on the first day. I want a new lid.",
    "Are you open on Saturday?",
    "Yes please, thank you!",
    "Thank you!",
    "This is ridiculous! I have asked three times. Please call me back.",
    "No, that is not what I meant.",
)
WHO = ("maria@example.com", "ahmed@example.com", "someone@example.net")
SAID = st.builds(
    Said,
    answers=st.sampled_from(["all", "none"]),
    restates=st.booleans(),
    offers=st.booleans(),
    apologises=st.booleans(),
    fixes=st.booleans(),
)
HOURS = st.integers(1, 120)
PICK = st.integers(0, 20)
MONEY = st.builds(
    Money,
    st.integers(1, 20_000).map(lambda cents: Decimal(cents) / 100),
    st.sampled_from(CURRENCIES),
)


class Desk(RuleBasedStateMachine):
    """Everything that can happen to a desk."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.life = LifeWithOffers()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def a_customer_complains(self) -> None:
        self.life.begin()
        self.mail(who=WHO[0], text=TEXTS[0], fresh=True, ago=0, automatic=False, pick=0)

    def case(self, pick: int) -> Case:
        cases = list(Case.objects.filter(merged_into=None).order_by("pk"))
        return cases[pick % len(cases)]

    def agent(self, pick: int):
        return self.life.agents[pick % 3]

    @rule(
        who=st.sampled_from(WHO),
        text=st.sampled_from(TEXTS),
        fresh=st.booleans(),
        ago=st.integers(0, 100),
        automatic=st.booleans(),
        pick=PICK,
    )
    def mail(self, *, who: str, text: str, fresh: bool, ago: int, automatic: bool, pick: int) -> None:
        into = None if fresh else self.case(pick)
        self.life.writes(who, text, into=into, subject="Kettle", ago=timedelta(hours=ago), automatic=automatic)

    @rule(pick=PICK)
    def the_same_mail_again(self, pick: int) -> None:
        before = Message.objects.count()
        assert self.life.again(pick).duplicate
        assert Message.objects.count() == before

    @rule(pick=PICK, who=PICK, said=SAID)
    def reply(self, pick: int, who: int, said: Said) -> None:
        self.life.replies(self.case(pick), self.agent(who), said, text="Hello, I am sorry about the lid. Ben")

    @rule(pick=PICK, who=PICK)
    def undo(self, pick: int, who: int) -> None:
        self.life.undoes(self.case(pick), self.agent(who))

    @rule(pick=PICK, who=PICK, reached=st.booleans(), said=SAID)
    def call(self, pick: int, who: int, reached: bool, said: Said) -> None:
        self.life.calls(self.case(pick), self.agent(who), reached=reached, said=said)

    @rule(pick=PICK, who=PICK, hours=HOURS)
    def promise(self, pick: int, who: int, hours: int) -> None:
        self.life.promises(self.case(pick), self.agent(who), hours=hours)

    @rule(pick=PICK, who=PICK, hours=HOURS)
    def keep(self, pick: int, who: int, hours: int) -> None:
        self.life.keeps(self.case(pick), self.agent(who), ago=timedelta(hours=hours))

    @rule(pick=PICK, who=PICK, hours=HOURS)
    def move(self, pick: int, who: int, hours: int) -> None:
        self.life.moves(self.case(pick), self.agent(who), hours=hours)

    @rule(pick=PICK, who=PICK)
    def ask_customer(self, pick: int, who: int) -> None:
        self.life.asks_customer(self.case(pick), self.agent(who))

    @rule(pick=PICK, who=PICK, accepts=st.booleans())
    def hand_over(self, pick: int, who: int, accepts: bool) -> None:
        self.life.hands_over(self.case(pick), self.agent(who), accepts=accepts)

    @rule(pick=PICK, word=st.sampled_from(["solved", "confirms", "corrects", "not solved"]))
    def button(self, pick: int, word: str) -> None:
        self.life.says(self.case(pick), word)

    @rule(pick=PICK, who=PICK, outcome=st.sampled_from(["solved", "answered", "no word", "not for us", "ended"]))
    def close(self, pick: int, who: int, outcome: str) -> None:
        self.life.closes(self.case(pick), self.agent(who), outcome)

    @rule(pick=PICK, who=PICK)
    def waive(self, pick: int, who: int) -> None:
        self.life.waives(self.case(pick), self.agent(who))

    @precondition(lambda self: Case.objects.filter(merged_into=None).count() > 1)
    @rule(pick=PICK, parts=st.booleans())
    def merge(self, pick: int, parts: bool) -> None:
        self.life.merges(self.case(pick), self.case(pick + 1), parts=parts)

    @rule(pick=PICK, own=st.booleans(), ends=st.booleans())
    def split(self, pick: int, own: bool, ends: bool) -> None:
        self.life.splits(self.case(pick), into=None if own else self.case(pick + 1), ends=ends)

    @rule(pick=PICK, who=PICK, amount=MONEY)
    def promise_money(self, pick: int, who: int, amount: Money) -> None:
        self.life.promises_money(self.case(pick), self.agent(who), amount)

    @rule(pick=PICK, who=PICK, amounts=st.lists(MONEY, min_size=1, max_size=3), together=st.booleans())
    def offer(self, pick: int, who: int, amounts: list[Money], together: bool) -> None:
        self.life.offers(self.case(pick), self.agent(who), amounts, together=together)

    @rule(who=PICK, granted=st.booleans())
    def decide(self, who: int, granted: bool) -> None:
        self.life.decides(self.agent(who), granted=granted)

    @rule(who=PICK, on_the_page=st.booleans(), declines=st.booleans())
    def choose(self, who: int, on_the_page: bool, declines: bool) -> None:
        self.life.chooses(self.agent(who), on_the_page=on_the_page, declines=declines)

    @rule(who=PICK, cents=st.integers(1, 20_000))
    def deliver(self, who: int, cents: int) -> None:
        self.life.delivers(self.agent(who), cents)

    @rule(who=PICK)
    def stand_in(self, who: int) -> None:
        self.life.withdraws(self.agent(who))
        self.life.passes_on(self.agent(who))

    @rule(pick=PICK, who=PICK, hours=HOURS, deputy=st.none() | PICK)
    def call_somebody_senior_and_leave(self, pick: int, who: int, hours: int, deputy: int | None) -> None:
        self.life.calls_for_a_senior(self.case(pick), self.agent(who))
        self.life.goes_away(self.agent(who), hours=hours, deputy=None if deputy is None else self.agent(deputy))

    @rule()
    def bounce(self) -> None:
        self.life.bounces()

    @rule(minutes=st.integers(1, 2000))
    def change_times(self, minutes: int) -> None:
        self.life.changes_times(minutes)

    @rule(hours=HOURS)
    def wait(self, hours: int) -> None:
        self.life.waits(timedelta(hours=hours))

    @invariant()
    def an_open_case_owes_something_to_somebody_by_some_time(self) -> None:
        owed = _owed()
        for case in Case.objects.filter(closed_at=None, merged_into=None):
            assert owed.get(case.pk), f"{case} owes nothing"
            assert all(row.team_id for row in owed[case.pk])
            assert case.due_at is not None

    @invariant()
    def a_closed_case_owes_nothing(self) -> None:
        owed = _owed()
        for case in Case.objects.filter(merged_into=None).exclude(closed_at=None):
            assert case.pk not in owed

    @invariant()
    def nothing_more_is_waited_for_than_once(self) -> None:
        for rows in _owed().values():
            waits = sum(row.kind == "circle_back" for row in rows)
            ours = any(row.kind != "circle_back" and not row.paused for row in rows)
            assert waits == (0 if ours else 1)

    @invariant()
    def what_is_settled_was_settled_by_an_event_and_waived_by_a_person(self) -> None:
        for row in Obligation.objects.exclude(settled_by=None).select_related("settled_by"):
            assert row.settled_at is not None
            assert row.settled_by is not None
            if row.waived:
                assert row.settled_by.kind == "obligation.waived"
                assert row.waivers.exclude(reason="").exists()

    @invariant()
    def every_mail_is_in_a_case_or_on_the_pile(self) -> None:
        assert not Arrival.objects.filter(message=None, pile_reason="").exists()
        assert Arrival.objects.filter(same_as=None).count() == len({*self.life.raws})

    @invariant()
    def every_reply_is_on_its_way_or_somewhere(self) -> None:
        assert not Message.objects.filter(direction="out", kind="reply", dispatch=None).exists()
        sent = [letter.raw for letter in self.life.postbox.letters]
        assert len(sent) == len(set(sent)), "the same letter went out twice"
        assert not Dispatch.objects.filter(state="delivered", raw_digest="").exists()

    @invariant()
    def the_books_agree_with_the_facts(self) -> None:
        for case in Case.objects.filter(merged_into=None):
            before = _books()
            reckon(Case.locked(case.pk), now=self.life.now)
            assert _books() == before

    @invariant()
    def nobody_gave_more_than_somebody_with_authority_stands_for(self) -> None:
        largest = Decimal(1000)
        for made in Promise.objects.filter(amount__isnull=False):
            arrived = sum((part.amount or Decimal(0) for part in made.deliveries.all()), Decimal(0))
            assert arrived <= (made.amount or 0)
            assert (made.kept_at is not None) == (arrived == made.amount)
        for customer, currency in Promise.objects.values_list("case__customer", "currency").distinct():
            given = Promise.objects.filter(case__customer=customer, currency=currency, withdrawn_at=None)
            assert sum((made.amount or Decimal(0) for made in given), Decimal(0)) <= largest

    @invariant()
    def an_open_question_of_authority_is_owed_an_answer(self) -> None:
        asked = set(Approval.objects.filter(decided_at=None, case__closed_at=None).values_list("case", flat=True))
        owed = set(Obligation.objects.open().filter(kind="approve").values_list("case", flat=True))
        assert owed == asked

    @invariant()
    def history_owes_nothing(self) -> None:
        filed = Event.objects.filter(kind="message.filed").values_list("pk", flat=True)
        assert not Obligation.objects.filter(opened_by__in=filed).exists()


def _owed() -> dict[int, list[Obligation]]:
    """Return what is owed by the id of the case in which it is read: its own, or the one that was merged into."""
    owed: dict[int, list[Obligation]] = {}
    for row in Obligation.objects.open().select_related("case"):
        owed.setdefault(row.case.merged_into_id or row.case_id, []).append(row)
    return owed


def _books() -> list[tuple[object, ...]]:
    return list(
        Obligation.objects.order_by("pk").values_list("kind", "opened_by", "due", "settled_by", "waived", "owner")
    )


@pytest.mark.django_db
def test_the_invariants_hold_whatever_happens() -> None:
    a_life_is_worth_three_examples = settings(max_examples=settings().max_examples // 3)

    run_state_machine_as_test(Desk, settings=a_life_is_worth_three_examples)
