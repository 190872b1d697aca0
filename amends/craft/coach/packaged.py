"""The data packaged with this room: word lists in `lexicon/` and rules in `packs/`, read once when first asked for."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "de")
"""In which the coach also answers questions, weighs courtesy and tells a restatement."""
RULED: Final = (*LANGUAGES, "es")
"""In which it has rules."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Phrases that show a thing, and phrases that take it back."""

    phrases: tuple[str, ...]
    unless: tuple[str, ...]


def text_of(folder: str, name: str) -> str:
    """Give the text of one packaged file."""
    return (files(__package__) / folder / f"{name}.toml").read_text("utf-8")


def packs() -> tuple[str, ...]:
    """Give the names of the packaged rule files, in order."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in (files(__package__) / "packs").iterdir()))


@cache
def word_lists(name: str, table: str) -> Mapping[str, str]:
    """Give the entries of one table of a word list; an absent table is empty."""
    entries = _tables(name).get(table, {})
    return {key: text for key, text in entries.items() if isinstance(text, str)}


@cache
def numbers(name: str, table: str) -> Mapping[str, float]:
    """Give the numbers of one table."""
    entries = _tables(name).get(table, {})
    return {key: float(entry) for key, entry in entries.items() if isinstance(entry, int | float)}


@cache
def wordings(name: str, language: str) -> Mapping[str, Wordings]:
    """Give what a file of `[key.language]` tables says for one language, key by key in the order of the file."""
    found: dict[str, Wordings] = {}
    for key, languages in _tables(name).items():
        said = languages.get(language)
        if isinstance(said, dict):
            found[key] = Wordings(_lines(said.get("phrases", ())), _lines(said.get("unless", ())))
    return found


@cache
def _tables(name: str) -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(text_of("lexicon", name))


def _lines(said: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(line) for line in said)
