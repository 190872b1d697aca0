"""Cases that turn out to be one conversation become one, by ids alone, unless people answered or said otherwise."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone, Malformed
from amends.desk.cases.links import open_link, token_for
from amends.desk.cases.models import Case, Event, Merge, Message
from amends.desk.intake.tests.post import ADA, NOON, bring, case_of, letter
from amends.desk.intake.ties.joining import merge, part
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Agent
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said

BOB = "Bob <bob@example.net>"
CARL = "Carl <carl@example.net>"
LATER = NOON + timedelta(hours=2)


def answer(case: Case, agent: Agent) -> None:
    replies.send(case, agent, "A new one is on its way.", now=NOON, said=Said(answers="all"))


def open_owed(case: Case) -> list[str]:
    return sorted(Obligation.objects.of(case).open().values_list("kind", flat=True))


@pytest.fixture
def orphans(mailbox) -> tuple[Case, Case]:
    """Two answers of Ada's to mails that never came."""
    made = [bring(letter(name, answers=(f"before-{name}",))) for name in ("one", "two")]
    return case_of(made[0]), case_of(made[1])


def test_a_mail_that_names_both_makes_them_one_by_itself(orphans):
    one, two = orphans

    found = bring(letter("both", answers=("before-one", "before-two")), LATER)

    made = Merge.objects.get()
    assert (made.source, made.into, made.agent, made.ended_at) == (two, one, None, None)
    assert (found.case, found.opened) == (one.number, False)
    assert case_of(bring(letter("more", answers=("two",)), LATER)) == one


def test_a_parent_that_comes_late_makes_one_case_of_its_answers(orphans):
    one, two = orphans

    bring(letter("before-two", answers=("before-one",)), LATER)

    assert two.pk in Case.objects.get(pk=one.pk).merged.values_list("pk", flat=True)


def test_where_we_have_answered_both_stay_and_people_decide(orphans, ben):
    two = orphans[1]
    answer(two, ben)

    found = bring(letter("both", answers=("before-one", "before-two")), LATER)

    assert not Merge.objects.exists()
    assert found.case == two.number  # the nearest ancestor


def test_the_case_of_the_first_mail_may_have_been_answered(orphans, ben):
    one, two = orphans
    answer(one, ben)

    found = bring(letter("both", answers=("before-one", "before-two")), LATER)

    assert found.case == one.number
    assert Merge.objects.get().source == two


@pytest.mark.parametrize("answered", ["lamp", "chair"])
def test_a_stranger_does_not_join_the_cases_of_two_customers_once_one_has_heard_from_us(mailbox, ben, answered):
    cases = {"lamp": case_of(bring(letter("lamp"))), "chair": case_of(bring(letter("chair", who=BOB)))}
    answer(cases[answered], ben)

    found = bring(letter("both", answers=("lamp", "chair"), who=CARL), LATER)

    assert not Merge.objects.exists()
    assert case_of(found) == cases["chair"]


def test_an_answer_to_a_strangers_mail_joins_what_that_answers(mailbox, ben):
    of_ada = case_of(bring(letter("lamp")))
    answer(of_ada, ben)
    orphan = case_of(bring(letter("third", answers=("second",), who=CARL)))

    bring(letter("second", answers=("lamp",), who=BOB), LATER)

    assert Merge.objects.get().source == orphan
    assert of_ada.customer.addresses.get().value == "ada@example.com"


def test_an_answered_orphan_stays_apart_from_what_a_stranger_says_it_belongs_to(mailbox, ben):
    bring(letter("lamp"))
    answer(case_of(bring(letter("third", answers=("second",), who=CARL))), ben)

    bring(letter("second", answers=("lamp",), who=BOB), LATER)

    assert not Merge.objects.exists()


def test_automatic_mail_joins_nothing(orphans):
    bring(letter("away", answers=("before-one", "before-two"), Auto_Submitted="auto-replied"), LATER)

    assert not Merge.objects.exists()


def test_what_was_taken_apart_is_not_joined_again_by_itself(orphans, ben):
    two = orphans[1]
    bring(letter("both", answers=("before-one", "before-two")), LATER)
    part(Merge.objects.get(), ben, now=LATER)

    found = bring(letter("again", answers=("before-one", "before-two")), LATER)

    assert Merge.objects.count() == 1
    assert found.case == two.number
    assert Case.objects.get(pk=two.pk).is_open


def test_the_writer_of_a_late_first_mail_is_the_customer_and_links_given_to_others_end(mailbox):
    case = case_of(bring(letter("answer", answers=("lamp",), who=BOB)))
    link = token_for(case, case.participants.get())

    bring(letter("lamp", who=ADA), LATER)

    case.refresh_from_db()
    assert case.customer.addresses.get().value == "ada@example.com"
    assert case.participants.get(address__value="bob@example.net").verified is False
    with pytest.raises(Exception, match="link"):
        open_link(link, now=LATER)


def test_a_late_first_mail_of_somebody_else_stands_apart_where_we_have_answered(mailbox, ben):
    case = case_of(bring(letter("answer", answers=("lamp",), who=BOB), mailbox=mailbox))
    answer(case, ben)

    late = bring(letter("lamp", who=ADA), LATER)
    next_one = bring(letter("more", answers=("lamp",), who=ADA), LATER)

    assert late.opened
    assert next_one.case == late.case
    assert Case.objects.get(pk=case.pk).customer.addresses.get().value == "bob@example.net"


def test_a_late_first_mail_of_the_same_customer_joins_what_we_have_answered(mailbox, ben):
    case = case_of(bring(letter("answer", answers=("lamp",)), mailbox=mailbox))
    answer(case, ben)

    assert bring(letter("lamp"), LATER).case == case.number


def test_an_automatic_parent_makes_no_machine_the_customer(mailbox):
    case = case_of(bring(letter("answer", answers=("order",))))

    bring(letter("order", who="shop@example.net", Auto_Submitted="auto-generated"), LATER)

    assert Case.objects.get(pk=case.pk).customer.addresses.get().value == "ada@example.com"


def test_history_joins_as_history(mailbox):
    for name in ("one", "two"):
        bring(letter(name, answers=(f"before-{name}",)), live=False)

    bring(letter("both", answers=("before-one", "before-two")), live=False)

    assert Case.objects.surviving().count() == 1
    assert not Obligation.objects.exists()


def test_a_merge_leaves_all_rows_where_they_are_and_both_numbers_lead_to_one(orphans, ben):
    one, two = orphans
    before = list(Message.objects.values_list("pk", "case")), set(Event.objects.values_list("pk", "case"))

    merge(two, one, ben, now=LATER)

    assert list(Message.objects.values_list("pk", "case")) == before[0]
    assert {message.message_id for message in Message.objects.of(one)} == {"one@example.com", "two@example.com"}
    assert case_of(bring(letter("to two", answers=("two",)), LATER)) == one
    assert before[1] <= set(Event.objects.values_list("pk", "case"))


def test_a_merge_that_is_ended_gives_back_what_was_owed(orphans, ben):
    one, two = orphans
    owed = open_owed(one), open_owed(two)
    made = merge(two, one, ben, now=LATER)

    part(made, ben, now=LATER)

    assert (open_owed(one), open_owed(two)) == owed
    assert Case.objects.get(pk=two.pk).is_open
    with pytest.raises(AlreadyDone):
        part(made, ben, now=LATER)


def test_a_case_closed_before_it_was_merged_is_closed_as_before_when_the_merge_ends(orphans, ben):
    one, two = orphans
    two.close("answered", at=NOON)
    made = merge(two, one, ben, now=LATER)

    part(made, ben, now=LATER)

    two.refresh_from_db()
    assert (two.outcome, two.merged_into) == ("answered", None)


def test_what_was_merged_into_a_case_before_leaves_with_it(orphans, ben):
    one, two = orphans
    three = case_of(bring(letter("three")))
    merge(three, two, ben, now=LATER)
    made = merge(two, one, ben, now=LATER)

    part(made, ben, now=LATER)

    three.refresh_from_db()
    assert three.survivor() == two
    assert case_of(bring(letter("more", answers=("three",)), LATER)) == two


def test_a_case_is_not_merged_with_itself(orphans, ben):
    one, two = orphans
    merge(two, one, ben, now=LATER)

    with pytest.raises(Malformed):
        merge(two, one, ben, now=LATER)


def test_what_is_owed_opens_a_closed_case_that_it_is_merged_into(orphans, ben):
    one, two = orphans
    one.close("solved", at=NOON)

    merge(two, one, ben, now=LATER)

    assert Case.objects.get(pk=one.pk).is_open
    assert open_owed(one)
