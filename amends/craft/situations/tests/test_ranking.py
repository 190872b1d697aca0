"""A text is ranked by the phrases of situations, and better by what was decided."""

import pytest

from amends.craft.refusal import Malformed, Missing
from amends.craft.situations import Ranker, Situation, fits
from amends.craft.situations.tests.desk import DAMAGED, DECIDED, LATE, SITUATIONS


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("Hello, the vase you sent arrived in a crushed box and is broken.", "arrived_damaged"),
        ("I was charged two times, twice the same sum on my card!", "billed_twice"),
        ("Ihr habt den Betrag doppelt abgebucht.", "billed_twice"),
        ("cust wants to cancel subscriptoin", "leaving"),
        ("when will my delivry come", "late"),
    ],
)
def test_phrases_alone_find_the_situation(text: str, situation: str) -> None:
    ranked = Ranker.of(SITUATIONS).rank(text)

    assert ranked[0].situation == situation
    assert fits(ranked)


def test_what_was_decided_finds_what_no_phrase_says() -> None:
    message = "Out for delivery, says the tracking, for a week now."
    before, after = Ranker.of(SITUATIONS), Ranker.of(SITUATIONS, DECIDED)

    assert after.rank(message)[0].situation == "late"
    assert after.rank(message)[0].score > {one.situation: one.score for one in before.rank(message)}.get("late", 0.0)


def test_a_text_about_something_else_is_in_a_gap() -> None:
    assert not fits(Ranker.of(SITUATIONS, DECIDED).rank("Do you sponsor the marathon in Rotterdam again this year?"))


@pytest.mark.parametrize("text", ["", "  \n", "!!!", "\0\x01\x1b[31m", "xqzzv"])
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert not fits(Ranker.of(SITUATIONS).rank(text))


def test_chances_fall_and_leave_something_for_none() -> None:
    scores = [ranked.score for ranked in Ranker.of(SITUATIONS, DECIDED).rank("My parcel came, but damaged and late")]

    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) < 1


def test_evidence_names_the_words_and_their_places() -> None:
    message = "Good morning. The box was crushed, sadly."
    best = Ranker.of(SITUATIONS).rank(message)[0]

    assert any("crushed" in span.text for span in best.evidence)
    assert all(message[span.start : span.end] == span.text for span in best.evidence)


def test_earlier_messages_help_a_short_one_and_show_no_evidence_of_their_own() -> None:
    best = Ranker.of(SITUATIONS).rank("Any news?", earlier="Where is my delivery? The parcel has not come.")[0]

    assert best.situation == "late"
    assert all(span.end <= len("Any news?") for span in best.evidence)


def test_what_is_said_now_outweighs_what_was_said_earlier() -> None:
    earlier = "Where is my delivery? My parcel has not come."
    best = Ranker.of(SITUATIONS).rank("It came, but it arrived broken.", earlier=earlier)[0]

    assert best.situation == "arrived_damaged"


def test_no_more_are_given_than_asked_for() -> None:
    assert len(Ranker.of(SITUATIONS).rank("my damaged parcel was late and charged twice", limit=2)) == 2


def test_the_same_situation_twice_is_refused() -> None:
    with pytest.raises(Malformed):
        Ranker.of((DAMAGED, LATE, DAMAGED))


def test_a_situation_that_is_not_there_can_not_be_learnt() -> None:
    with pytest.raises(Missing):
        Ranker.of(SITUATIONS).learn("It leaks", "leaks")


def test_examples_of_situations_that_are_gone_are_left_out() -> None:
    kept = [(text, situation) for text, situation in DECIDED if situation == "arrived_damaged"]
    desk = (DAMAGED, Situation("new"))

    assert Ranker.of(desk, DECIDED).rank("the lid is dented") == Ranker.of(desk, kept).rank("the lid is dented")


def test_a_desk_without_situations_ranks_nothing() -> None:
    assert Ranker.of(()).rank("Where is my parcel?") == ()
