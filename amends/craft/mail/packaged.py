"""The data that is packaged with this room, read once when first asked for."""

import tomllib
from functools import cache
from importlib.resources import files

from amends.craft.mail.folding import folded


@cache
def packaged(name: str) -> dict[str, dict[str, list[str]]]:
    """Read `data/<name>.toml`: tables of lists of phrases."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def phrases(name: str, table: str) -> tuple[str, ...]:
    """Give every phrase of one table of `data/<name>.toml`, folded, the longest first."""
    every = {folded(phrase) for group in packaged(name)[table].values() for phrase in group}
    return tuple(sorted(every, key=len, reverse=True))
