"""Reads one phrase of a rule into words, groups and gaps, and says plainly what is wrong with a bad one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from amends.craft.refusal import Malformed

_MARKS: Final = re.compile(r"\.\.\.|<\w+>|[()\[\]|<>]|[^\s()\[\]|<>]+")
_WORD: Final = re.compile(r"[\w'&%-]+\*?")
_SHORTEST_STEM: Final = 3
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands or, open-ended, any word that begins so."""

    text: str
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One of several wordings, which may be missing altogether where it is optional."""

    choices: tuple["Wording", ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to five words of any kind."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of up to three figures, with what may follow them: "14", "9:30", "3."."""


type Piece = Word | Group | Gap | Number
type Wording = tuple[Piece, ...]


def parse(phrase: str, sets: Mapping[str, str]) -> Wording:
    """Read `phrase`, where `<name>` stands for the alternatives in `sets[name]`; raises `Malformed` with the fault."""
    return _Reader(phrase, sets).whole()


class _Reader:
    """Walks along the marks of one phrase."""

    def __init__(self, phrase: str, sets: Mapping[str, str], *, depth: int = 0) -> None:
        self._phrase, self._sets, self._depth = phrase, sets, depth
        self._marks = _MARKS.findall(phrase.lower())
        self._at = 0
        if depth > _DEEPEST:
            self._refuse("its sets name each other in a circle")

    def whole(self) -> Wording:
        """Read the phrase to its end."""
        wording = self._choice()
        if self._at < len(self._marks):
            self._refuse(f"“{self._marks[self._at]}” stands where nothing was opened")
        return wording

    def _choice(self) -> Wording:
        pieces: list[Piece] = []
        while (mark := self._next()) not in ("", ")", "]", "|"):
            self._at += 1
            pieces.append(self._piece(mark))
        if all(isinstance(piece, Gap) or (isinstance(piece, Group) and piece.optional) for piece in pieces):
            self._refuse("it names no word that must be there")
        if isinstance(pieces[0], Gap) or isinstance(pieces[-1], Gap):
            self._refuse("a gap needs words on both sides")
        return tuple(pieces)

    def _next(self) -> str:
        return self._marks[self._at] if self._at < len(self._marks) else ""

    def _piece(self, mark: str) -> Piece:
        if mark == "...":
            return Gap()
        if mark == "#":
            return Number()
        if mark in ("(", "["):
            return self._group(closing=")" if mark == "(" else "]")
        if mark.startswith("<") and mark.endswith(">"):
            return self._set(mark[1:-1])
        return self._word(mark)

    def _group(self, *, closing: str) -> Group:
        choices = [self._choice()]
        while self._next() == "|":
            self._at += 1
            choices.append(self._choice())
        if self._next() != closing:
            self._refuse(f"“{closing}” is missing")
        self._at += 1
        return Group(tuple(choices), optional=closing == "]")

    def _set(self, name: str) -> Piece:
        if name not in self._sets:
            self._refuse(f"there is no set <{name}>")
        return _Reader(f"({self._sets[name]})", self._sets, depth=self._depth + 1).whole()[0]

    def _word(self, mark: str) -> Word:
        stem = mark.removesuffix("*")
        if not _WORD.fullmatch(mark):
            self._refuse(f"“{mark}” is no word")
        if stem != mark and len(stem) < _SHORTEST_STEM:
            self._refuse(f"“{mark}” needs three letters before its star")
        return Word(stem, open_ended=stem != mark)

    def _refuse(self, fault: str) -> NoReturn:
        raise Malformed("coach_phrase", phrase=self._phrase, fault=fault)
