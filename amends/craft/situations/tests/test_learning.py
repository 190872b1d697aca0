"""Learning leaves no trace of its order, can be taken back, and can be kept as rows."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.situations import Counts, Ranked, Ranker
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


@given(decisions)
def test_what_was_learnt_survives_as_rows(made: list[tuple[str, str]]) -> None:
    ranker = Ranker.of(SITUATIONS, made)
    rows = [ranker.counts(situation.id) for situation in SITUATIONS]

    assert _answers(Ranker.of(SITUATIONS, counts=rows)) == _answers(ranker)
    assert sum(row.examples for row in rows) == len(made)


@given(decisions)
def test_counts_grow_alike_without_a_ranker(made: list[tuple[str, str]]) -> None:
    situation = SITUATIONS[0].id
    row = Counts(situation)
    for text, decided in made:
        row = row.learn(text) if decided == situation else row

    assert row == Ranker.of(SITUATIONS, made).counts(situation)


@given(decisions)
def test_rows_are_written_and_read_again(made: list[tuple[str, str]]) -> None:
    row = Ranker.of(SITUATIONS, made).counts("late")

    assert Counts.read("late", row.written()) == row


def test_another_process_s_row_replaces_what_was_known() -> None:
    ranker, other = Ranker.of(SITUATIONS, DECIDED), Ranker.of(SITUATIONS, DECIDED[:1])
    for situation in SITUATIONS:
        ranker.replace(other.counts(situation.id))

    assert _answers(ranker) == _answers(other)


def test_phrases_fade_as_decisions_come() -> None:
    ranker = Ranker.of(SITUATIONS)
    before = ranker.rank("I want to cancel")[0]
    for number in range(60):
        ranker.learn(f"I want to cancel, is my parcel {number} late again? cancel", "late")

    assert before.situation == "leaving"
    assert ranker.rank("I want to cancel, my parcel is late again")[0].situation == "late"
