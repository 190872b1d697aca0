"""Whatever is pasted in, the coach answers in time and never raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.craft.coach import Rule, as_json, review, rulebook
from tests.spending import is_within, keeps_pace

SIZE = 50_000
WORST = 100_000
MEASURABLE = 0.4  # seconds: below, a ratio says nothing
MORE_THAN_DOUBLE = 3.5
MEGABYTE = 1_000_000
MOST_SECONDS = 3
HOSTILE = {
    "one word": "a" * SIZE,
    "no spaces": "refund," * (SIZE // 7),
    "openings": "we can not " * (SIZE // 11),
    "gaps": "either one two three four " * (SIZE // 26),
    "sorry": "sorry if you feel " * (SIZE // 18),
    "spaces": "our" + " " * SIZE + "policy",
    "lines": "\n" * SIZE,
    "digits": "1" * SIZE,
    "dotted digits": "1.2." * (SIZE // 4),
    "amounts": "$1,000" * (SIZE // 6),
    "questions": "Is this OK? " * (SIZE // 12),
    "brackets": "{{" * (SIZE // 2),
    "square brackets": "[your " * (SIZE // 6),
    "capitals": "Maria Lopez " * (SIZE // 12),
    "quotes": "“‘’”'" * (SIZE // 5),
    "nul": "\0" * SIZE,
    "emoji": "😀" * SIZE,
    "right to left": "\u202eשלום " * (SIZE // 6),
    "combining": "e\u0301" * (SIZE // 2),
    "marks": "?!." * (SIZE // 3),
    "tabs": "you\tshould\thave\t" * (SIZE // 16),
}


@pytest.mark.parametrize("draft", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_a_hostile_draft_takes_less_than_a_second(draft: str) -> None:
    review("Warm up.", message="Is it?")
    assert is_within(1, lambda: review(draft, message="When do I get my money? Can I return it? George"))


def _is_read_soon(draft: str, message: str) -> bool:
    return is_within(MOST_SECONDS, lambda: review(draft, message=message))


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_the_worst_words_of_a_rule_take_no_more_than_linear_time(rule: Rule) -> None:
    example = rule.languages["en"].bad[0]
    worst = f"{example.draft} "
    review(worst, message=example.message)
    text = worst * (WORST // len(worst) + 1)
    assert keeps_pace(
        MORE_THAN_DOUBLE, lambda size: review(text[:size], message=example.message), WORST // 2, least=MEASURABLE
    )


@pytest.mark.parametrize("language", ["de", "es"])
def test_nor_do_all_the_bad_examples_of_a_language(language: str) -> None:
    bad = " ".join(said.bad[0].draft for rule in rulebook() if (said := rule.languages.get(language)))
    assert _is_read_soon((bad * (WORST // len(bad) + 1))[:WORST], "")


@pytest.mark.parametrize(
    "words", ["sorry. However ", "'clowns' NOT ", "great!", "Dear Maria, ", "a\n\n", "-- \n", "😀?!"]
)
def test_a_megabyte_is_read_in_seconds(words: str) -> None:
    assert _is_read_soon(words * (MEGABYTE // len(words)), "You clowns, where is my lamp?\nMaria")
    assert _is_read_soon("Dear Martha, we are no clowns. Ben", words * (MEGABYTE // len(words)))


@settings(max_examples=60, deadline=None)
@given(draft=st.text(max_size=300), message=st.text(max_size=300))
def test_any_text_is_reviewed_and_every_place_is_in_the_draft(draft: str, message: str) -> None:
    said = as_json(review(draft, message=message))
    for kind in ("findings", "acts"):
        entries = said[kind]
        assert isinstance(entries, list)
        assert all(0 <= entry["start"] <= entry["end"] <= len(draft) for entry in entries)
