"""The short forms of patterns mean what their description says."""

import re

import pytest

from amends.craft.listening.patterns import read_pattern

LISTS = {"dont": "do not|don't"}


def matches(source: str, text: str) -> bool:
    """Tell whether the pattern matches at the beginning of `text`."""
    return any(
        re.match(opening.expression, text if opening.anchor.endswith("*") else text.removeprefix(opening.anchor))
        for opening in read_pattern(source, LISTS)
        if text.startswith(opening.anchor.rstrip("*"))
    )


def anchors(source: str) -> list[str]:
    """Give the words with which the pattern can begin."""
    return sorted(opening.anchor for opening in read_pattern(source, LISTS))


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
    assert anchors("für (größe|maß)") == ["fuer", "für"]
    assert matches("zurück bitte", "zurueck bitte")


def test_anchors_are_the_first_words_of_every_alternative() -> None:
    assert anchors("(?<!not )(really )?(<dont>|never) mind") == ["do", "don't", "never", "really"]


@pytest.mark.parametrize("source", ["[a-z]+ lid", "(so )*late", "go* on", "(never closed", "lid(s)"])
def test_a_pattern_without_words_to_begin_with_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="must" if "closed" not in source else "never closed"):
        read_pattern(source, LISTS)
