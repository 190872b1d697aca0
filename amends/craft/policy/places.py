"""Where in a policy file something stands, and the list of what is wrong there."""

import difflib
import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from amends.craft.policy.problems import Problem, ProblemCode

type Path = tuple[str | int, ...]
"""The way to a value: ("option", 1, "when", "all", 0, "field") is the field of a condition of the second option."""

_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_KEY: Final = re.compile(r"\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_ROW: Final = re.compile(r"\bfield\s*=")


class Places:
    """The lines of front matter at which tables and keys begin."""

    def __init__(self, front: str, *, after: int) -> None:
        """Look through `front`, which follows so many lines of the file."""
        self._lines = front.split("\n")
        self._after = after
        self._found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for number, line in enumerate(self._lines):
            if header := _HEADER.fullmatch(line):
                table = self._enter(header[2].split("."), repeated=header[1] == "[[")
                self._found.setdefault(table, number)
            elif key := _KEY.match(line):
                self._note(table, re.split(r"\s*\.\s*", key[1]), number)

    def line(self, path: Path) -> int:
        """Give the line in the file of what stands nearest to the way to a value."""
        return self._find(path) + self._after + 1

    def _enter(self, names: list[str], *, repeated: bool) -> Path:
        """Give the way to a table that a header opens, the last one of each list it lies in."""
        path: Path = ()
        for last, name in enumerate(names, start=1 - len(names)):
            path = (*path, name)
            if last == 0 and repeated:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _note(self, table: Path, names: list[str], number: int) -> None:
        """Keep the line of a key, and of the tables that it opens by its dots."""
        for end in range(1, len(names) + 1):
            self._found.setdefault((*table, *names[:end]), number)

    def _find(self, path: Path) -> int:
        """Find a line: as noted, else inside of what stands around it."""
        if not path:
            return -1
        if path in self._found:
            return self._found[path]
        around, last = self._find(path[:-1]), path[-1]
        if around < 0:
            return around
        found = self._rows(around, last) if isinstance(last, int) else self._named(around, last)
        return next(iter(found), around)

    def _rows(self, start: int, index: int) -> Iterable[int]:
        """Give the line of a row of conditions, counted from the line where their list begins."""
        ahead = enumerate(self._lines[start:], start=start)
        return islice((number for number, line in ahead for _ in _ROW.findall(line)), index, index + 1)

    def _named(self, start: int, name: str) -> Iterable[int]:
        """Give the line of a key in a table written in one piece."""
        key = re.compile(rf"\b{re.escape(name)}\s*=")
        for number, line in enumerate(self._lines[start:], start=start):
            if number > start and (_HEADER.fullmatch(line) or _KEY.match(line)):
                return
            if key.search(line):
                yield number


class Notes:
    """All that is wrong with one file, as it is read."""

    def __init__(self, file: str, places: Places) -> None:
        """Begin with nothing wrong."""
        self._file = file
        self._places = places
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what was noted, in the order of its lines."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))

    def add(self, code: ProblemCode, path: Path, *, instead: str = "", **data: str) -> None:
        """Note that something is wrong with the value at `path`, and what to write `instead`."""
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        self.add_at(code, self._places.line(path), instead=instead, **{"key": key, **data})

    def add_at(self, code: ProblemCode, line: int, *, instead: str = "", **data: str) -> None:
        """Note that something is wrong with a line of the file."""
        self._problems.append(Problem(self._file, line, code, (*data.items(), ("instead", instead))))


def nearest(text: str, known: Iterable[str]) -> str:
    """Give the known word that a wrong one was probably meant to be; all of them when none is near."""
    words = sorted(known)
    close = difflib.get_close_matches(text.lower(), words, n=1, cutoff=0.6)
    return close[0] if close else ", ".join(words)
