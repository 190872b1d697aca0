"""Being sent from one to the next is counted per customer, across cases and channels (C2.8)."""

from dataclasses import replace

from amends.craft.confidence import Bounces, Contact, bounces
from amends.craft.confidence.tests.cast import BEN, CLEO, DAN, DANA, after, asked, handed_to, replied

NOW = after(days=10)


def kinds(*contacts: Contact) -> list[str]:
    return [line.kind for line in bounces(contacts, now=NOW).lines]


def test_an_answer_at_once_by_one_agent_is_no_bounce() -> None:
    assert bounces([asked(after()), replied(after(hours=1))], now=NOW) == Bounces(0, (), over=False)


def test_the_wrong_answer_by_several_agents_over_several_days_goes_over_the_limit() -> None:
    story = [
        asked(after()),
        replied(after(hours=2), BEN),
        asked(after(days=1), denies=True),
        replied(after(days=1, hours=2), CLEO),
        asked(after(days=2), denies=True),
        replied(after(days=2, hours=2), DAN),
        asked(after(days=3), denies=True),
    ]

    found = bounces(story, now=NOW)

    assert kinds(*story) == ["answered_nothing", "changed_agent"] * 2 + ["answered_nothing"]
    assert (found.count, found.over) == (5, True)
    assert not bounces(story[:5], now=NOW).over


def test_a_sign_of_life_is_no_bounce_and_a_second_one_is() -> None:
    story = [
        asked(after()),
        replied(after(hours=1), answered=False),
        replied(after(days=1), answered=False),
        replied(after(days=2)),
    ]

    assert kinds(*story[:2]) == []
    assert kinds(*story) == ["answered_nothing"]


def test_a_sign_of_life_that_is_turned_down_is_only_asking_again() -> None:
    assert kinds(asked(after()), replied(after(hours=1), answered=False), asked(after(days=1), denies=True)) == [
        "repeated_contact"
    ]


def test_an_answer_is_turned_down_once_and_then_asked_for_again() -> None:
    story = [asked(after()), replied(after(hours=1))]

    assert kinds(*story, *(asked(after(days=day), denies=True) for day in (1, 2))) == [
        "answered_nothing",
        "repeated_contact",
    ]


def test_each_question_has_a_sign_of_life_of_its_own() -> None:
    def question(day: int) -> list[Contact]:
        return [asked(after(days=day)), replied(after(days=day), answered=False), replied(after(days=day, hours=1))]

    assert kinds(*question(0), *question(1)) == []


def test_who_turns_an_answer_down_waits_for_another() -> None:
    story = [asked(after()), replied(after(hours=1)), asked(after(days=1), asks=False, denies=True)]

    assert kinds(*story, asked(after(days=2))) == ["answered_nothing", "repeated_contact"]


def test_writing_in_another_case_is_no_second_thought() -> None:
    story = [replace(asked(after(), case=case), matter=7) for case in (1, 2)]

    assert kinds(*story) == ["repeated_contact"]


def test_a_word_of_ours_while_nothing_is_asked_is_no_bounce() -> None:
    story = [asked(after()), replied(after(hours=1)), *(replied(after(days=day), answered=False) for day in (1, 2))]

    assert kinds(*story) == []


def test_asking_again_before_we_answered_is_a_bounce_and_a_second_thought_is_none() -> None:
    assert kinds(asked(after()), asked(after(hours=0.5))) == []
    assert kinds(asked(after()), asked(after(hours=3))) == ["repeated_contact"]
    assert kinds(asked(after()), asked(after(hours=0.5), channel="phone")) == ["repeated_contact"]


def test_every_fact_asked_for_again_counts() -> None:
    assert kinds(asked(after()), replied(after(hours=1), reasked=2)) == ["asked_again", "asked_again"]


def test_whom_the_customer_was_introduced_to_is_no_stranger() -> None:
    story = [asked(after()), replied(after(hours=1)), replied(after(hours=4), CLEO)]

    assert kinds(*story, handed_to(CLEO, after(hours=3), introduced=True)) == []
    assert kinds(*story, handed_to(CLEO, after(hours=3), introduced=False)) == ["changed_agent"]


def test_the_same_matter_in_another_case_goes_on_counting() -> None:
    first = [asked(after()), replied(after(hours=1), BEN)]
    second = [asked(after(days=1), case=2, channel="phone", denies=True), replied(after(days=1), CLEO, case=2)]

    assert kinds(*first, *second) == []
    assert kinds(*(replace(contact, matter=7) for contact in [*first, *second])) == [
        "answered_nothing",
        "changed_agent",
    ]


def test_two_cases_about_two_things_count_together() -> None:
    def in_vain(case: int) -> list[Contact]:
        return [asked(after(days=day, hours=case), case=case) for day in (0, 1, 2)]

    found = bounces([*in_vain(1), *in_vain(2)], now=NOW)

    assert (found.count, found.over) == (4, True)
    assert {line.case for line in found.lines} == {1, 2}


def test_what_lies_before_the_period_does_not_count_but_is_remembered() -> None:
    story = [asked(after(), asks=False), replied(after(), BEN), asked(after(days=40)), replied(after(days=41), DANA)]

    found = bounces(story, now=after(days=42))

    assert [line.kind for line in found.lines] == ["changed_agent"]
    assert bounces(story, now=after(days=90)).count == 0


def test_the_limit_belongs_to_the_desk() -> None:
    story = [asked(after()), asked(after(hours=3))]

    assert bounces(story, now=NOW, limit=0).over
    assert not bounces(story, now=NOW, limit=1).over
