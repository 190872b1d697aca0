"""What raises and what costs a customer's confidence."""

from dataclasses import replace
from datetime import datetime

import pytest

from amends.craft.confidence import RULES, START, CaseFacts, Confidence, RuleId, read
from amends.craft.confidence.tests.cast import BEN, CLEO, after, asked, replied, told
from amends.craft.journey import Obligation, Owed, facts

LATER = after(days=400)


def lines(*cases: CaseFacts, now: datetime = LATER) -> list[tuple[str, int]]:
    return [(line.rule, line.amount) for line in read(cases, now=now).lines]


def promise(number: int, due: datetime, *, made: datetime, id_: int) -> facts.PromiseMade:
    return facts.PromiseMade(id=id_, at=made, promise=number, due=due)


PROMISED = promise(7, after(days=4), made=after(), id_=1)
BROKEN = facts.PromiseBroken(id=2, at=after(days=4), promise=7)


def kept(on: datetime, id_: int = 9, number: int = 7) -> facts.PromiseKept:
    return facts.PromiseKept(id=id_, at=on, promise=number, on=on)


def test_a_customer_of_whom_nothing_is_known_stands_in_the_middle() -> None:
    assert read([], now=LATER) == Confidence(START, ())


def test_a_kept_promise_raises_it() -> None:
    assert lines(CaseFacts(1, (PROMISED, kept(after(days=4))))) == [("promise_kept", 3)]


def test_a_promise_kept_a_day_sooner_raises_it_more() -> None:
    assert lines(CaseFacts(1, (PROMISED, kept(after(days=3))))) == [("promise_kept", 3), ("promise_kept_early", 1)]


def test_a_broken_promise_costs_several_times_what_a_kept_one_gives() -> None:
    assert lines(CaseFacts(1, (PROMISED, BROKEN, kept(after(days=5))))) == [("promise_broken", -15)]


def test_evidence_dated_before_the_date_takes_the_breach_back() -> None:
    late_news = facts.PromiseKept(id=9, at=after(days=6), promise=7, on=after(days=4))

    assert lines(CaseFacts(1, (PROMISED, BROKEN, late_news))) == [("promise_kept", 3)]


def test_a_promise_moved_with_notice_and_kept_by_its_new_date_is_kept() -> None:
    moved = facts.PromiseMoved(id=2, at=after(days=1), promise=7, due=after(days=8))

    assert lines(CaseFacts(1, (PROMISED, moved, kept(after(days=8))))) == [("promise_kept", 3)]


def test_a_promise_that_was_missed_once_is_never_early() -> None:
    moved = facts.PromiseMoved(id=3, at=after(days=5), promise=7, due=after(days=20))

    assert lines(CaseFacts(1, (PROMISED, BROKEN, moved, kept(after(days=6))))) == [
        ("promise_broken", -15),
        ("promise_kept", 3),
    ]


def test_the_first_evidence_counts() -> None:
    assert lines(CaseFacts(1, (PROMISED, kept(after(days=4), 8), kept(after(days=2), 9)))) == [("promise_kept", 3)]


def test_what_lies_ahead_of_now_does_not_count_yet() -> None:
    case = CaseFacts(1, (PROMISED, BROKEN))

    assert lines(case, now=after(days=3)) == []


def second_breach(day: int) -> CaseFacts:
    broken = facts.PromiseBroken(id=22, at=after(days=day), promise=8)
    return CaseFacts(2, (promise(8, after(days=day), made=after(days=day - 1), id_=21), broken))


def test_a_second_breach_weighs_more_even_in_another_case() -> None:
    assert lines(CaseFacts(1, (PROMISED, BROKEN)), second_breach(20)) == [
        ("promise_broken", -15),
        ("promise_broken_again", -25),
    ]


def test_a_second_breach_after_more_than_a_year_is_a_first_one() -> None:
    assert lines(CaseFacts(1, (PROMISED, BROKEN)), second_breach(370)) == [("promise_broken", -15)] * 2


def own_up(at: datetime) -> tuple[facts.Fact, ...]:
    sent = facts.ReplySent(id=5, at=at, message=50, apologises=True)
    moved = facts.PromiseMoved(id=7, at=at, promise=7, due=after(days=9))
    return sent, facts.ReplyLeft(id=6, at=at, message=50), moved


def test_owning_up_before_they_ask_softens_a_breach() -> None:
    case = told(PROMISED, BROKEN, *own_up(after(days=4, hours=1)), now=after(days=4, hours=2))

    assert lines(case, now=after(days=4, hours=2)) == [("promise_broken", -15), ("owned_up", 4)]


def test_owning_up_after_they_asked_is_only_due() -> None:
    wondering = facts.MessageReceived(id=3, at=after(days=4, hours=1), message=40)
    case = told(PROMISED, BROKEN, wondering, *own_up(after(days=4, hours=2)), now=after(days=4, hours=3))

    assert lines(case, now=after(days=4, hours=3)) == [("promise_broken", -15)]


def test_owning_up_to_what_was_no_breach_is_no_merit() -> None:
    arrived = facts.PromiseKept(id=9, at=after(days=5), promise=7, on=after(days=3))
    case = told(PROMISED, BROKEN, *own_up(after(days=4, hours=1)), arrived, now=after(days=5))

    assert [rule for rule, _ in lines(case, now=after(days=5))] == ["promise_kept", "promise_kept_early"]


def test_a_machine_that_writes_is_nobody_asking() -> None:
    absent = facts.MessageReceived(id=3, at=after(days=4, hours=0.5), message=40, automatic=True)
    case = told(PROMISED, BROKEN, absent, *own_up(after(days=4, hours=1)), now=after(days=4, hours=2))

    assert ("owned_up", 4) in lines(case, now=after(days=4, hours=2))


@pytest.mark.parametrize("kind", ["own_up", "update"])
def test_closing_a_case_tells_the_customer_nothing(kind: Obligation) -> None:
    closed = facts.CaseClosed(id=5, at=after(days=4, hours=1), outcome="ended")
    at_risk = facts.PromiseAtRisk(id=4, at=after(days=4), promise=7)
    opened_by = BROKEN.id if kind == "own_up" else at_risk.id
    owed = Owed(kind, opened_by, after(days=5), "taker", settled_by=closed.id)

    assert lines(CaseFacts(1, (PROMISED, BROKEN, at_risk, closed), (owed,))) == [("promise_broken", -15)]


def test_news_of_a_change_in_time_counts_and_late_news_does_not() -> None:
    moved = facts.PromiseMoved(id=2, at=after(), promise=7, due=after(days=8))

    def with_news(at: datetime) -> list[tuple[str, int]]:
        sent = facts.ReplySent(id=3, at=at, message=50)
        case = told(PROMISED, moved, sent, facts.ReplyLeft(id=4, at=at, message=50), now=at)
        return lines(case, now=at)

    assert with_news(after(hours=2)) == [("update_in_time", 1)]
    assert with_news(after(days=2)) == []


def test_solved_counts_once_in_a_round() -> None:
    solved = [facts.SolvedSaid(id=number, at=after(days=number)) for number in (1, 2)]

    assert lines(CaseFacts(1, tuple(solved))) == [("solved_confirmed", 6)]


def test_not_solved_costs_once_though_it_reopens_the_case() -> None:
    denied = facts.NotSolvedSaid(id=1, at=after(), message=4)
    reopened = facts.CaseReopened(id=2, at=after())

    assert lines(CaseFacts(1, (denied, reopened))) == [("not_solved", -10)]


def test_coming_back_to_a_closed_case_costs() -> None:
    assert lines(CaseFacts(1, (facts.CaseReopened(id=2, at=after()),))) == [("came_back", -10)]


QUESTIONS = (
    facts.MessageReceived(id=1, at=after(), message=1, asks=True),
    facts.MessageReceived(id=2, at=after(hours=1), message=2, asks=True),
)


def answer(at: datetime) -> tuple[facts.Fact, ...]:
    return facts.ReplySent(id=3, at=at, message=3, answers=(1, 2)), facts.ReplyLeft(id=4, at=at, message=3)


def test_a_late_answer_to_two_messages_is_late_once() -> None:
    case = told(*QUESTIONS, *answer(after(hours=7)), now=after(hours=7))

    assert lines(case, now=after(hours=7)) == [("answer_late", -4)]


def test_an_answer_in_time_costs_nothing() -> None:
    assert lines(told(*QUESTIONS, *answer(after(hours=3)), now=after(hours=3)), now=after(hours=3)) == []


def test_an_answer_that_is_late_and_still_owed_costs_already() -> None:
    assert lines(told(*QUESTIONS, now=after(hours=6)), now=after(hours=6)) == [("answer_late", -4)]


def test_what_a_person_waived_with_a_reason_was_not_late() -> None:
    late = told(*QUESTIONS, now=after(hours=6)).owed

    assert lines(CaseFacts(1, QUESTIONS, tuple(replace(entry, waived=True) for entry in late))) == []


def test_silence_ends_with_the_word_that_breaks_it() -> None:
    words = facts.ReplyLeft(id=1, at=after(), message=3), facts.ReplyLeft(id=2, at=after(days=7, hours=2), message=4)
    owed = Owed("update", 1, after(days=8), "taker", settled_by=2)

    (line,) = read([CaseFacts(1, words, (owed,))], now=LATER).lines

    assert (line.rule, line.at) == ("silence", words[1].at)


def test_days_of_silence_while_it_is_our_turn_cost() -> None:
    sent = facts.ReplySent(id=3, at=after(hours=1), message=3, answers=(1, 2))
    words = (*QUESTIONS, sent, facts.ReplyLeft(id=4, at=after(hours=1), message=3))
    case = told(*words, promise(7, after(days=20), made=after(hours=1), id_=5), now=after(days=10))

    assert lines(case, now=after(days=10)) == [("silence", -6)]


def test_being_sent_round_costs_by_what_it_was() -> None:
    contacts = (
        asked(after()),
        replied(after(hours=1), BEN, answered=False, reasked=1),
        asked(after(hours=4)),
        replied(after(hours=5), CLEO, answered=False),
    )

    assert lines(CaseFacts(1, contacts=contacts)) == [
        ("asked_again", -3),
        ("repeated_contact", -2),
        ("answered_nothing", -4),
        ("changed_agent", -3),
    ]


def test_strong_words_cost_nothing() -> None:
    angry = facts.MessageReceived(id=1, at=after(), message=1, asks=True, complaint=True, angry=True)

    assert read([told(angry, now=after(hours=1))], now=after(hours=1)).score == START


def test_before_and_after_can_be_read_from_the_ledger() -> None:
    ledger = read([CaseFacts(1, (PROMISED, BROKEN))], now=LATER)

    assert (ledger.at(after(days=3)), ledger.at(after(days=4)), ledger.score) == (START, START - 15, START - 15)


AMOUNTS = {rule.id: rule.amount for rule in RULES}


def test_one_slip_outweighs_several_kept_promises() -> None:
    gain = AMOUNTS["promise_kept"] + AMOUNTS["promise_kept_early"]

    assert -AMOUNTS["promise_broken"] > 3 * gain
    assert AMOUNTS["promise_broken_again"] < AMOUNTS["promise_broken"]


def test_breaking_a_promise_never_pays_however_well_it_is_mended() -> None:
    mended: tuple[RuleId, ...] = ("owned_up", "update_in_time", "promise_kept", "solved_confirmed")

    assert AMOUNTS["promise_broken"] + sum(AMOUNTS[rule] for rule in mended) < 0


def test_goodwill_of_years_is_no_shield_against_a_slip() -> None:
    years = [
        CaseFacts(
            number, (promise(number, after(days=number), made=after(), id_=1), kept(after(days=number), number=number))
        )
        for number in range(10, 200)
    ]
    slip = CaseFacts(
        1, (promise(7, after(days=300), made=after(), id_=1), facts.PromiseBroken(id=2, at=after(days=300), promise=7))
    )

    before, now = read(years, now=LATER), read([*years, slip], now=LATER)

    assert (before.score, now.score) == (100, 85)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_why_and_names_the_craft(rule) -> None:
    assert rule.amount != 0
    assert rule.why
    assert rule.craft.startswith("C")
