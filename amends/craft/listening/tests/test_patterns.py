"""The short forms of patterns mean what their description says."""

import re

import pytest

from amends.craft.listening.patterns import read_pattern

LISTS = {"dont": "do not|don't"}


def matches(source: str, text: str) -> bool:
    """Tell whether the pattern matches at the beginning of `text`."""
    return re.match(read_pattern(source, LISTS).expression, text) is not None


@pytest.mark.parametrize(
    ("source", "yes", "no"),
    [
        ("no refund", "no,\nrefund", "norefund"),
        ("send ... back", "send me the lamp back", "send it. then back"),
        ("repair*", "repairing", "repa"),
        ("<dont> work", "don't work", "do work"),
        ("(ja|nein) danke", "nein danke", "nein dankend"),
        ("lid", "lid, broken", "lids"),
    ],
)
def test_a_short_form_matches_what_it_stands_for(source: str, yes: str, no: str) -> None:
    assert matches(source, yes)
    assert not matches(source, no)


def test_umlauts_may_be_written_without_their_dots() -> None:
    assert read_pattern("für (größe|maß)", {}).anchors == ("fuer", "für")
    assert matches("zurück bitte", "zurueck bitte")


def test_anchors_are_the_first_words_of_every_alternative() -> None:
    assert read_pattern("(?<!not )(really )?(<dont>|never) mind", LISTS).anchors == ("do", "don't", "never", "really")


@pytest.mark.parametrize("source", ["[a-z]+ lid", "go* on", "(never closed", "lid(s)"])
def test_a_pattern_without_words_to_begin_with_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="must" if "closed" not in source else "never closed"):
        read_pattern(source, LISTS)
