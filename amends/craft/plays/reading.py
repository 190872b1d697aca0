"""Reading a play from its file, with a refusal that names the file and the key for whatever is wrong."""

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from amends.craft.listening.heard import PlayId
from amends.craft.plays.script import Detail, Does, Play, RecordKind, Sign, Signal, Step, Where, Wording, places_in
from amends.craft.refusal import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES: Final = frozenset({"name", "boss", "agent", "want", "amount", "date", "time", "cause", "cure", "company"})
"""What a sentence may leave open."""

_PLAY: Final = frozenset({"id", "craft", "title", "purpose", "when", "step"})
_FLAGS: Final = ("optional", "second_person", "by_another", "closes", "at_threat", "only_at_threat")
_STEP: Final = frozenset({"id", "title", "say", "ask", "record", "needs", "after", "does", *_FLAGS})
_WORDING: Final = frozenset({"en", "de", "where"})


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, and where it stands."""

    file: str
    place: str
    rows: dict[str, Any]

    def fault(self, key: str, problem: str) -> Malformed:
        """Say what is wrong with one key."""
        return Malformed("play", file=self.file, key=f"{self.place}{key}", problem=problem)

    def only(self, known: frozenset[str]) -> None:
        """Refuse keys that nothing would read."""
        for key in self.rows:
            if key not in known:
                raise self.fault(key, "unknown")

    def text(self, key: str) -> str:
        """Give a text that has to be there."""
        found = self.rows.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.fault(key, "missing")
        return found

    def one_of(self, key: str, allowed: Any) -> Any:
        """Give a word out of a closed set of words."""
        found = self.text(key)
        if found not in get_args(allowed):
            raise self.fault(key, f"unknown word {found}")
        return found

    def several_of(self, key: str, allowed: Any) -> tuple[Any, ...]:
        """Give words out of a closed set, none where the key is absent."""
        found = self.rows.get(key, [])
        if not isinstance(found, list):
            raise self.fault(key, "not a list")
        for word in found:
            if word not in get_args(allowed):
                raise self.fault(key, f"unknown word {word}")
        return tuple(found)

    def table(self, key: str) -> "_Table":
        """Give a table inside this one."""
        found = self.rows.get(key)
        if not isinstance(found, dict):
            raise self.fault(key, "missing")
        return _Table(self.file, f"{self.place}{key}.", found)

    def tables(self, key: str) -> "Iterator[_Table]":
        """Give the tables of a list, none where the key is absent."""
        found = self.rows.get(key, [])
        if not isinstance(found, list):
            raise self.fault(key, "not a list")
        for number, row in enumerate(found, start=1):
            if not isinstance(row, dict):
                raise self.fault(f"{key}[{number}]", "not a table")
            yield _Table(self.file, f"{self.place}{key}[{number}].", row)

    def flag(self, key: str) -> bool:
        """Give yes or no; an absent key is a no."""
        found = self.rows.get(key, False)
        if not isinstance(found, bool):
            raise self.fault(key, "not true or false")
        return found


def read_play(source: str, file: str) -> Play:
    """Read a play. Raises Malformed ("play", with `file`, `key` and `problem`) for whatever can't be used."""
    try:
        rows = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise Malformed("play", file=file, key="", problem=str(error)) from error
    top = _Table(file, "", rows)
    top.only(_PLAY)
    if top.one_of("id", PlayId) != file.removesuffix(".toml"):
        raise top.fault("id", "differs from the name of the file")
    return Play(
        id=cast("PlayId", top.text("id")),
        craft=top.text("craft"),
        title=_wording(top.table("title")),
        purpose=_wording(top.table("purpose")),
        when=tuple(_signs(row) for row in top.tables("when")) or _none(top, "when"),
        steps=_steps(top),
    )


def _none(table: _Table, key: str) -> Any:
    raise table.fault(key, "missing")


def _signs(row: _Table) -> tuple[Sign, ...]:
    row.only(frozenset(get_args(Signal)))
    if not row.rows:
        raise Malformed("play", file=row.file, key=row.place.rstrip("."), problem="no signal")
    for signal, at_least in row.rows.items():
        if isinstance(at_least, bool) or not isinstance(at_least, int | float) or at_least <= 0:
            raise row.fault(signal, "not a number above 0")
    return tuple(Sign(cast("Signal", signal), float(at_least)) for signal, at_least in row.rows.items())


def _steps(top: _Table) -> tuple[Step, ...]:
    """Read the steps in order: each writes down something of its own, and comes after what was written before it."""
    steps: list[Step] = []
    for row in top.tables("step"):
        step = _step(row)
        before = {earlier.record for earlier in steps}
        if step.record in before:
            raise row.fault("record", f"{step.record} is written down by an earlier step")
        if missing := [kind for kind in step.after if kind not in before]:
            raise row.fault("after", f"{missing[0]} is written down by no earlier step")
        steps.append(step)
    return tuple(steps) or cast("tuple[Step, ...]", _none(top, "step"))


def _step(row: _Table) -> Step:
    row.only(_STEP)
    say, ask = (tuple(_wording(line) for line in row.tables(key)) for key in ("say", "ask"))
    if not say and not ask:
        raise row.fault("say", "a step says or asks something")
    return Step(
        id=row.text("id"),
        title=_wording(row.table("title")),
        say=say,
        ask=ask,
        record=row.one_of("record", RecordKind),
        needs=frozenset(row.several_of("needs", Detail)),
        after=row.several_of("after", RecordKind),
        does=row.one_of("does", Does) if "does" in row.rows else None,
        **{flag: row.flag(flag) for flag in _FLAGS},
    )


def _wording(row: _Table) -> Wording:
    row.only(_WORDING)
    where: Where = row.one_of("where", Where) if "where" in row.rows else "always"
    wording = Wording(en=row.text("en"), de=row.text("de"), where=where)
    if unknown := sorted(wording.places - PLACES):
        raise row.fault("en" if unknown[0] in places_in(wording.en) else "de", f"unknown place {{{unknown[0]}}}")
    if places_in(wording.en) != places_in(wording.de):
        raise row.fault("de", "leaves other places open than the English sentence")
    return wording
