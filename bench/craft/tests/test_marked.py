"""Marked texts lose their marks, and places agree where they share half."""

import pytest

from bench.craft.facts_found import KINDS
from bench.craft.marked import Place, agreeing, read, unmarked


def test_marks_are_taken_out_and_their_places_kept():
    marked = unmarked("It cost «amount|$40», «when» does it come?")

    assert marked.text == "It cost $40, when does it come?"
    assert [marked.text[place.start : place.end] for place in marked.places] == ["$40", "when"]
    assert [place.kind for place in marked.places] == ["amount", ""]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([Place("", 0, 10)], 1),
        ([Place("", 0, 6)], 1),
        ([Place("", 0, 4)], 0),
        ([Place("date", 0, 10)], 0),
        ([Place("", 0, 10), Place("", 0, 9)], 1),
    ],
)
def test_places_agree_where_they_share_half_and_each_counts_once(found: list[Place], right: int):
    assert agreeing(found, [Place("", 0, 10)]) == right


@pytest.mark.parametrize(("name", "texts"), [("questions_asked.toml", 80), ("facts_told.toml", 60)])
def test_a_set_is_whole_and_its_marks_are_closed(name: str, texts: int):
    rows = read(name)

    assert len(rows) == texts
    assert not any(sign in row.text for row in rows for sign in "«»|")
    assert {place.kind for row in rows for place in row.places} <= {"", *KINDS}
