"""Conversations in any order: dropped, doubled and stripped mails end up in the same cases, whenever each arrives."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from amends.desk.cases.models import Case, Message
from amends.desk.intake.tests.post import ADA, NOON, bring, case_of, letter

BOB = "Bob Byron <bob@example.com>"
CARL = "Carl <carl@example.net>"
DORA = "Dora <dora@example.org>"

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Written:
    """One mail of a conversation: what it answers, and how much of that its headers still say."""

    number: int
    talk: int
    who: str
    named: tuple[int, ...]

    @property
    def raw(self) -> bytes:
        text = f"Number {self.number}: when will you send a new one?"
        answers = tuple(f"{self.talk}.{name}" for name in self.named)
        return letter(f"{self.talk}.{self.number}", text, who=self.who, subject=f"Lamp {self.talk}", answers=answers)


@st.composite
def conversations(draw) -> list[Written]:
    """Draw one to three conversations of a customer, people whom they copied in, and the desk, as trees of mails."""
    found = []
    for talk in range(draw(st.integers(1, 3))):
        paths: list[tuple[int, ...]] = [()]
        for number in range(draw(st.integers(1, 6))):
            path = draw(st.sampled_from(paths)) if number else ()
            kept = draw(st.sampled_from(["all", "parent", "some", "none"]))
            some = tuple(name for name in path if draw(st.booleans())) if kept == "some" else ()
            named = {"all": path, "parent": path[-1:], "some": some, "none": ()}[kept]
            who = ADA if number == 0 else draw(st.sampled_from([ADA, BOB, CARL, DORA]))
            found.append(Written(number, talk, who if talk != 1 else CARL, named))
            paths.append((*path, number))
    return found


def tied(mails: list[Written]) -> set[frozenset[tuple[int, int]]]:
    """Return which mails the ids tie together: neighbours in a graph of mails and of the ids that they name."""
    groups: list[set[tuple[int, int]]] = []
    for mail in mails:
        ids = {(mail.talk, number) for number in (mail.number, *mail.named)}
        apart = [group for group in groups if not group & ids]
        groups = [*apart, ids.union(*(group for group in groups if group & ids))]
    arrived = {(mail.talk, mail.number) for mail in mails}
    return {frozenset(group & arrived) for group in groups}


def grouped(mails: list[Written]) -> set[frozenset[tuple[int, int]]]:
    """Let the mails arrive in this order, and return which of them are read in one case at the end."""
    cases: dict[tuple[int, int], str] = {}
    for minute, mail in enumerate(mails):
        cases[mail.talk, mail.number] = bring(mail.raw, NOON + timedelta(minutes=minute)).case or ""
    by_case: dict[int, set[tuple[int, int]]] = {}
    for key, number in cases.items():
        by_case.setdefault(Case.objects.get(number=number).survivor().pk, set()).add(key)
    return {frozenset(group) for group in by_case.values()}


@given(conversations(), st.data())
def test_what_ids_tie_together_is_one_case_in_every_order(mails: list[Written], data):
    arriving = data.draw(st.lists(st.sampled_from(mails), min_size=1, max_size=2 * len(mails)))
    with transaction.atomic():
        found = grouped(arriving)
        kept = Message.objects.count()
        in_cases = {message.case.survivor().is_open for message in Message.objects.select_related("case")}
        transaction.set_rollback(True)

    assert found == tied(arriving)
    assert kept == len(set(arriving))
    assert in_cases == {True}


@given(
    st.permutations(range(5)), st.lists(st.sampled_from([ADA, BOB, CARL, DORA]), min_size=4, max_size=4), st.booleans()
)
def test_the_writer_of_the_first_mail_is_the_customer_in_every_order(order, others, only_parents):
    """Whoever writes the other ones, and whether a mail names all above it or only what it answers."""
    above = [tuple(range(number))[-1:] if only_parents else tuple(range(number)) for number in range(5)]
    whole = [Written(number, 0, who, above[number]) for number, who in enumerate([ADA, *others])]
    with transaction.atomic():
        brought = [bring(whole[place].raw, NOON + timedelta(minutes=place)) for place in order]
        cases = {case_of(received).pk for received in brought}
        customers = list(Case.objects.surviving().values_list("customer__addresses__value", flat=True))
        transaction.set_rollback(True)

    assert len(cases) == 1
    assert customers == ["ada@example.com"]
