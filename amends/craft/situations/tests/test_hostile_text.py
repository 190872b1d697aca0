"""Whatever a text is, it is ranked in bounded time, and learnt and unlearnt without a trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.situations import Ranker
from amends.craft.situations.tests.desk import DECIDED, SITUATIONS
from tests.spending import is_within

LONG = 100_000
PLENTY = 1.0  # seconds: a hundred times what it takes, and far from what anything quadratic would


@pytest.mark.parametrize(
    "text",
    [
        "late " * (LONG // 5),
        "a" * LONG,
        "\x00\x07\x1b\u202e" * (LONG // 4),
        " ".join(f"w{number:x}q" for number in range(LONG // 8)),
        "a-" * (LONG // 2),
        "'-" * (LONG // 2),
        "\U0001f600" * LONG,
        "ä̈" * (LONG // 2),
        "\ud800late" * (LONG // 5),
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_a_hundred_thousand_letters_take_a_bounded_time(text: str) -> None:
    ranker = Ranker.of(SITUATIONS, DECIDED)
    ranker.learn(text, "late")
    ranked = ranker.rank(text, earlier=text)

    assert is_within(PLENTY / 2, lambda: Ranker.of(SITUATIONS, DECIDED).learn(text, "late"))
    assert is_within(PLENTY / 2, lambda: ranker.rank(text, earlier=text))
    assert all(0 <= one.score <= 1 for one in ranked)


@given(st.text())
def test_any_text_is_ranked_with_places_that_are_in_it(text: str) -> None:
    ranker = Ranker.of(SITUATIONS, [(text, "late")])

    for ranked in ranker.rank(text):
        assert 0 <= ranked.score <= 1
        assert all(text[span.start : span.end] == span.text != "" for span in ranked.evidence)
