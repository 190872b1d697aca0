"""An answer may be a word, or share no word with the question; what only sounds like one leaves it open."""

import pytest

from amends.craft.coach import Answer, review

ASKED = "I bought the lamp three weeks ago. Can I still return it? And when do I get my money back? Ann"


def _answers(draft: str, message: str = ASKED) -> tuple[Answer, ...]:
    return review(draft, message=message).questions


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        ("Can I still return the lamp?", "Yes, until Friday."),
        ("Hi, has my order left? Ann", "Hello Ann, yes, it leaves today. Ben"),
        ("is it free?", "No charge at all."),
        ("Do I need the receipt?", "Not at all, your order number is enough."),
        ("How long does it take?", "Two days at most."),
        ("Can you deliver on Sunday?", "With pleasure, between ten and twelve."),
    ],
)
def test_a_few_words_may_be_the_whole_answer(asked: str, draft: str) -> None:
    assert [answer.answered for answer in _answers(draft, asked)] == [True]


@pytest.mark.parametrize(
    "draft",
    [
        "Hello Ann, we have received your message and will get back to you. Ben",
        "Hello Ann, thank you for your patience. I'll look into it. Ben",
        "Hello Ann, I have forwarded this to the responsible team. Ben",
        "Hello Ann, your satisfaction is important to us and we take this very seriously. Ben",
        "Hello Ann, please see our website for more information. Ben",
    ],
)
def test_putting_off_answers_nothing(draft: str) -> None:
    assert [answer.answered for answer in _answers(draft)] == [False, False]


def test_each_question_has_the_sentence_that_answers_it() -> None:
    draft = "Hi Ann, of course you can, the label is attached. Once it's here you have the money within three days. Ben"
    first, second = _answers(draft)

    assert first.evidence is not None
    assert second.evidence is not None
    assert draft[slice(*first.evidence)] == "of course you can, the label is attached."
    assert draft[slice(*second.evidence)] == "Once it's here you have the money within three days."


def test_a_page_that_speaks_to_nobody_answers_with_the_words_of_the_question() -> None:
    page = (
        "The harbour museum shows ships and maps of four centuries. The lighthouse on Gull Island was built by Henrik "
        "Dahl in 1841. Ferries leave the pier every hour. The island has two farms."
    )
    (answer,) = _answers(page, "Who built the lighthouse on Gull Island?")

    assert answer.evidence is not None
    assert page[slice(*answer.evidence)].startswith("The lighthouse on Gull Island was built")


def test_a_page_about_something_near_does_not_answer() -> None:
    page = "The harbour museum shows ships and maps of four centuries. Ferries leave the pier every hour."
    (answer,) = _answers(page, "Who built the lighthouse on Gull Island?")

    assert not answer.answered


def test_scores_are_chances() -> None:
    sure, unsure = _answers("Yes, of course. Ben", ASKED)

    assert 0 <= unsure.score < sure.score <= 1


def test_a_statement_is_dealt_with_only_by_what_is_about_it() -> None:
    from amends.craft.coach.answering import answers_of
    from amends.craft.coach.asking import questions_of
    from amends.craft.coach.reading import read
    from amends.craft.text import Span

    said = "The blender does not start."
    asked = questions_of([Span(0, len(said), said)], "en")

    assert not answers_of(read("Yes, of course, with pleasure."), asked)[0].answered
    assert answers_of(read("I am sending you a new blender today."), asked)[0].answered
