"""What the case page shows of other cases: what may belong together, what was merged, linked and moved."""

from dataclasses import dataclass

from amends.doors.workbench.pages import Choice


@dataclass(frozen=True, slots=True)
class Suggested:
    """A case that this one may belong to: `number` is posted to `joins/` or `unrelated/`."""

    number: str
    subject: str
    person: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class SplitShown:
    """A move of messages that can be undone, told from this case: posted to `splits/<id>/end/`."""

    id: int
    words: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Ties:
    """How this case hangs together with others.

    `merged` are cases read as part of it (`merges/<value>/end/`); `may_split` says that a message can be moved.
    """

    suggested: tuple[Suggested, ...] = ()
    merged: tuple[Choice, ...] = ()
    splits: tuple[SplitShown, ...] = ()
    may_split: bool = False
