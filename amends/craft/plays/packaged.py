"""The plays that are packaged with this room, read once when first asked for."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from amends.craft.plays.reading import read_play

if TYPE_CHECKING:
    from amends.craft.listening.heard import PlayId
    from amends.craft.plays.script import Play

PRESSING_FIRST: Final = ("abusive", "wants_boss", "stalemate", "retention", "talks_on")


@cache
def packs() -> "tuple[Play, ...]":
    """Give the packaged plays, the most pressing first. Raises Malformed, naming file and key, for a broken file."""
    folder = files(__package__) / "packs"
    return tuple(read_play((folder / f"{name}.toml").read_text("utf-8"), f"{name}.toml") for name in PRESSING_FIRST)


def play(name: "PlayId") -> "Play":
    """Give one packaged play by its id."""
    return next(found for found in packs() if found.id == name)
