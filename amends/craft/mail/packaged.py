"""The data that is packaged with this room, read once when first asked for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from amends.craft.mail.folding import folded

_FIRST: Final = 2  # letters


@cache
def packaged(name: str) -> dict[str, dict[str, list[str]]]:
    """Read `data/<name>.toml`: tables of lists of phrases."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def phrases(name: str, table: str) -> tuple[str, ...]:
    """Give every phrase of one table of `data/<name>.toml`, folded, the longest first."""
    every = {folded(phrase) for group in packaged(name)[table].values() for phrase in group}
    return tuple(sorted(every, key=len, reverse=True))


def beginnings(name: str, table: str, text: str) -> tuple[str, ...]:
    """Give the phrases of a table with which `text` (folded) may begin: those of its first letters, longest first."""
    return _by_first_letters(name, table).get(text[:_FIRST], ())


@cache
def _by_first_letters(name: str, table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases(name, table):
        found[phrase[:_FIRST]] = (*found.get(phrase[:_FIRST], ()), phrase)
    return found
