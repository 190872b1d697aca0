"""Pure rules of intake: to which case a message belongs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Via = Literal["token", "written", "id", "ancestor", "number", "customer"]
_ORDER: tuple[Via, ...] = ("token", "written", "id", "ancestor", "number", "customer")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that a message may belong to, and by which sign.

    `token`: our signed Message-ID; `written`: our token in a plus-address or in the text; `id`: an id we have seen or
    sent, or heard of; `ancestor`: the message itself is named as an ancestor by one that came earlier; `number`: the
    case number in the subject; `customer`: nothing but that the sender's last case was closed a short while ago.
    `is_participant` says that the sender is known to belong to the case, `takes_part` that they wrote into it before,
    be it as a stranger.
    """

    case: int
    via: Via
    closed_at: datetime | None
    outcome: str
    matter: str
    is_participant: bool
    takes_part: bool = False

    @property
    def counts(self) -> bool:
        """Whether the sign says anything of this sender.

        The number opens nothing to strangers; to whoever is in the case already it opens no more than they have: who is
        unverified stays so.
        """
        if self.via == "number":
            return self.is_participant or self.takes_part
        return self.is_participant or self.via != "customer"


@dataclass(frozen=True, slots=True)
class Belongs:
    """The decision: the case, or a new one (`case` is None), perhaps linked to an older one."""

    case: int | None
    reopens: bool = False
    filed: bool = False
    older: int | None = None
    via: Via | None = None
    closed_at: datetime | None = None


def better(signs: dict[int, Via], case: int, via: Via) -> None:
    """Note a sign for a case, unless a stronger one is there."""
    if case not in signs or _ORDER.index(via) < _ORDER.index(signs[case]):
        signs[case] = via


def which_case(
    candidates: Sequence[Candidate],
    *,
    matter: str,
    thanks_only: bool,
    now: datetime,
    reopen_within: timedelta,
    automatic: bool = False,
) -> Belongs:
    """Return where a message belongs (DESIGN §4 and §5).

    Signs count in the order token, written, id, ancestor, number, customer; the last two only for who takes part. A
    closed case takes thanks and automatic mail without reopening, reopens within `reopen_within` for the same matter
    or our token, and else stands as the older case of a new one. "ended" takes everything and never reopens by itself.
    """
    allowed = [entry for entry in candidates if entry.counts]
    if not allowed:
        return Belongs(None)
    best = min(allowed, key=lambda entry: _ORDER.index(entry.via))
    if best.closed_at is None:
        return Belongs(best.case, via=best.via)
    quiet = best.outcome == "ended" or thanks_only or automatic or best.via == "ancestor"
    if quiet and (best.via != "customer" or best.matter == matter):
        return Belongs(best.case, filed=True, via=best.via, closed_at=best.closed_at)
    same = best.via in {"token", "written"} or best.matter == matter
    if best.is_participant and same and now - best.closed_at <= reopen_within:
        return Belongs(best.case, reopens=True, via=best.via, closed_at=best.closed_at)
    return Belongs(None, older=best.case, via=best.via)
