"""A linear model gives the same probability everywhere and says which words gave it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.models.features import Recipe, features
from amends.craft.models.heads import Head
from amends.craft.models.linear import Linear
from amends.craft.models.packaged import read
from amends.craft.models.packing import pack_linear, write
from amends.craft.text import fold

RECIPE = Recipe(shortest=3, longest=4)
HEADS = (Head("angry", slope=2.0, offset=-1.0), Head("glad", offset=0.5, threshold=0.7))
WEIGHTS = {
    "furious": (3.0, -1.0),
    "~fur": (0.5, 0.0),
    "so happy": (-1.0, 2.0),
    "¬good": (1.5, -3.0),
    "=loud": (2.0, 0.0),
}


def model() -> Linear:
    return Linear(read(memoryview(write([pack_linear("mood", HEADS, WEIGHTS, recipe=RECIPE)])))["mood"])


def test_what_is_read_is_what_training_saw() -> None:
    text = "I am FURIOUS, so happy? Not good!"
    counts, length = features(fold(text), RECIPE)
    total = sum(count * WEIGHTS[name][0] for name, count in counts.items() if name in WEIGHTS)
    assert model().read(text).logit("angry") == pytest.approx(2.0 * total / math.sqrt(length) - 1.0, abs=0.05)


def test_evidence_names_the_words_that_spoke_for_it() -> None:
    text = "Hello. I am furious about this."
    (found,) = model().read(text).evidence("angry")
    assert text[found.start : found.end] == "furious"
    assert found.gave > 0


def test_neighbours_that_speak_for_it_are_one_piece_of_evidence() -> None:
    text = "I was so happy then."
    (found,) = model().read(text).evidence("glad")
    assert text[found.start : found.end] == "so happy"


def test_a_denied_word_counts_as_denied() -> None:
    plain, denied = model().read("This is good"), model().read("This is not good")
    assert denied.logit("angry") > plain.logit("angry")


def test_a_denial_ends_with_its_clause() -> None:
    assert model().read("no, good").logit("angry") < model().read("no good").logit("angry")


def test_what_the_caller_found_counts_too() -> None:
    assert model().read("Well", extra=["loud"]).logit("angry") > model().read("Well").logit("angry")


def test_a_judgement_holds_from_its_threshold_on() -> None:
    assert model().read("hm").holds("glad") is False
    assert model().read("so happy").holds("glad") is True


def test_words_without_meaning_to_the_model_leave_what_is_usual() -> None:
    reading = model().read("Xyzzy plugh.")
    assert reading.probability("angry") == round(1 / (1 + math.exp(1.0)), 3)
    assert reading.evidence("angry") == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = model().read(text)
    assert 0 <= reading.probability("angry") <= 1
    assert all(0 <= each.start < each.end <= len(text) for each in reading.evidence("angry", least=-9))
