"""Learning leaves no trace of its order, can be taken back, and can be kept as rows."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.situations import Ranked, Ranker
from amends.craft.situations.tests.desk import DECIDED, SITUATIONS

QUESTIONS = ("my parcel is late and broken", "lid, pieces, charged, cancel", "doppelt 12 Kessel")
texts = st.text(max_size=40) | st.sampled_from([text for text, _ in DECIDED])
decisions = st.lists(st.tuples(texts, st.sampled_from([one.id for one in SITUATIONS])), max_size=12)


def _answers(ranker: Ranker) -> list[tuple[Ranked, ...]]:
    return [ranker.rank(question) for question in QUESTIONS]


@given(decisions, st.randoms(use_true_random=False))
def test_the_same_decisions_in_any_order_rank_the_same(made: list[tuple[str, str]], chance: Random) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)

    assert _answers(Ranker.of(SITUATIONS, shuffled)) == _answers(Ranker.of(SITUATIONS, made))


@given(decisions, decisions, st.randoms(use_true_random=False))
def test_what_is_unlearnt_was_never_there(
    kept: list[tuple[str, str]], wrong: list[tuple[str, str]], chance: Random
) -> None:
    ranker = Ranker.of(SITUATIONS, kept)
    steps = [(ranker.learn, one) for one in wrong] + [(ranker.unlearn, one) for one in wrong]
    chance.shuffle(steps)
    for step, (text, situation) in steps:
        step(text, situation)

    assert _answers(ranker) == _answers(Ranker.of(SITUATIONS, kept))


@given(decisions, decisions)
def test_what_was_asked_before_leaves_no_trace(made: list[tuple[str, str]], later: list[tuple[str, str]]) -> None:
    ranker = Ranker.of(SITUATIONS, made)
    _answers(ranker)
    for text, situation in later:
        ranker.learn(text, situation)

    assert _answers(ranker) == _answers(Ranker.of(SITUATIONS, [*made, *later]))


def test_phrases_fade_as_decisions_come() -> None:
    ranker = Ranker.of(SITUATIONS)
    before = ranker.rank("I want to cancel")[0]
    for number in range(60):
        ranker.learn(f"I want to cancel, is my parcel {number} late again? cancel", "late")

    assert before.situation == "leaving"
    assert ranker.rank("I want to cancel, my parcel is late again")[0].situation == "late"


def test_near_twins_are_told_apart_by_what_they_say_differently() -> None:
    ranker = Ranker(SITUATIONS)
    for number in range(8):
        ranker.learn(f"my card was charged, then charged again, amount {number} card card", "billed_twice")
        ranker.learn(f"my card was charged after the end, amount {number} card card", "leaving")

    assert ranker.rank("the card was charged an amount again")[0].situation == "billed_twice"
    assert ranker.rank("the card was charged an amount after I left")[0].situation == "leaving"
