"""Faults in words that the rules' own examples don't use, each in an otherwise good letter."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.craft.coach import review

SENTENCES = tomllib.loads((Path(__file__).parent / "letters" / "sentences.toml").read_text("utf-8"))
LETTER = {
    "en": "Hello Maria,\n\n{}\n\nKind regards\nBen",
    "de": "Guten Tag Frau Weber,\n\n{}\n\nMit freundlichen Grüßen\nBen",
    "es": "Hola María:\n\n{}\n\nUn saludo\nBen",
}


def _faults() -> Iterator[object]:
    for fault in SENTENCES["fault"]:
        for sentence in fault["sentences"]:
            language = fault.get("language", "en")
            yield pytest.param(fault["rules"], sentence, language, id=f"{fault['rules'][0]} {sentence}")


def _fired(sentence: str, language: str = "en") -> set[str]:
    return {found.rule for found in review(LETTER[language].replace("{}", sentence)).findings}


@pytest.mark.parametrize(("rules", "sentence", "language"), [*_faults()])
def test_a_fault_is_known_in_other_words(rules: list[str], sentence: str, language: str) -> None:
    assert not _fired(sentence, language).isdisjoint(rules)


@pytest.mark.parametrize("sentence", SENTENCES["faultless"]["sentences"])
def test_words_that_only_look_like_a_fault_are_left_alone(sentence: str) -> None:
    assert _fired(sentence) == set()


def _innocent() -> Iterator[object]:
    said = tomllib.loads((Path(__file__).parent / "letters" / "innocent.toml").read_text("utf-8"))
    for language, listed in said.items():
        for sentence in listed["sentences"]:
            yield pytest.param(sentence, language, id=f"{language} {sentence}")


@pytest.mark.parametrize(("sentence", "language"), [*_innocent()])
def test_an_innocent_sentence_raises_nothing(sentence: str, language: str) -> None:
    assert _fired(sentence, language) == set()
