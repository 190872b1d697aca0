"""The policies that ship, ready to be taken over by a company and changed."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Starter:
    """A policy file that ships: its name and its text, to be given to `read`."""

    file: str
    text: str


def starters() -> tuple[Starter, ...]:
    """Give the policies that ship, in the order of their names."""
    folder = files(__package__) / "starters"
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".md")), key=lambda path: path.name)
    return tuple(Starter(path.name, path.read_text("utf-8")) for path in found)
