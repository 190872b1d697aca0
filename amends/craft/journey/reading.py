"""Reads the facts of a case in order and tells what is owed: the journey of DESIGN §5 as one pure function."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from amends.craft.journey import answered, facts, heard, promised, raised
from amends.craft.journey.books import Books
from amends.craft.journey.ledger import Ledger
from amends.craft.journey.words import BLOCKING

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.hours import Calendar
    from amends.craft.journey.facts import Fact
    from amends.craft.journey.times import Times
    from amends.craft.journey.words import Kind, Outcome, Owed, Understanding


@dataclass(frozen=True, slots=True)
class Journey:
    """Where a case stands, computed from its facts; nobody sets any of it."""

    owed: "tuple[Owed, ...]"
    kind: "Kind"
    understanding: "Understanding"
    heat: int
    nudges: int
    tries: int
    asked_if_solved: bool
    offered: bool
    outstanding: bool
    is_closed: bool
    fulfilled: bool

    @property
    def open(self) -> "tuple[Owed, ...]":
        """What is still owed, soonest first."""
        return tuple(sorted((entry for entry in self.owed if entry.is_open), key=lambda entry: entry.due))

    def ends_in_silence(self, times: "Times") -> "Outcome | None":
        """Return the outcome with which the case closes when the wait for the customer runs out, if it may."""
        if self.outstanding:
            return None
        if self.asked_if_solved:
            return "unconfirmed" if self.tries >= times.tries else None
        if self.kind == "enquiry":
            return "answered"
        return "no word" if self.nudges >= times.nudges else None


def owed_now(given: "Iterable[Fact]", times: "Times", calendar: "Calendar", now: "datetime") -> "tuple[Owed, ...]":
    """Return all obligations that the facts call for, open and settled.

    The same facts in any order, or some of them twice, give the same result.
    """
    return read(given, times, calendar, now).owed


def read(given: "Iterable[Fact]", times: "Times", calendar: "Calendar", now: "datetime") -> Journey:
    """Return where the case stands at `now`, an aware UTC instant."""
    ordered = sorted({fact.id: fact for fact in given}.values(), key=lambda fact: fact.id)
    failed = frozenset(fact.message for fact in ordered if isinstance(fact, facts.ReplyFailed))
    books = Books(Ledger(times, calendar), failed=failed)
    for fact in ordered:
        _note_silence(books, fact.at)
        if books.closed_by is None or isinstance(fact, _HEARD_WHEN_CLOSED):
            _RULES[type(fact)](fact, books)
        _keep_one_open(fact, books)
    _note_silence(books, now)
    paused = books.paused
    owed = tuple(
        replace(entry, paused=True) if entry.promise in paused and entry.is_open else entry
        for entry in books.ledger.entries.values()
    )
    return Journey(
        owed=owed,
        kind=books.kind or "enquiry",
        understanding=books.understanding,
        heat=books.heat,
        nudges=books.nudges,
        tries=books.tries,
        asked_if_solved=books.asked_if_solved,
        offered=books.offered,
        outstanding=books.outstanding(),
        is_closed=books.closed_by is not None,
        fulfilled=bool(books.promises) and not books.outstanding(),
    )


def _keep_one_open(fact: "Fact", books: Books) -> None:
    """An open case can't go silent: with nothing due by our own act, exactly one circle_back is open."""
    if books.closed_by is not None or isinstance(fact, _QUIET):
        return
    paused = books.paused
    ours = [
        entry
        for entry in books.ledger.still_open()
        if entry.kind != "circle_back" and not (entry.kind == "promise" and entry.promise in paused)
    ]
    if ours:
        books.ledger.settle(("circle_back",), fact)
    elif not books.ledger.has("circle_back"):
        books.ledger.open("circle_back", fact, due=_circle_back_due(fact, books))


def _circle_back_due(fact: "Fact", books: Books) -> "datetime":
    dues = [due for _, _, due in books.waiting_for.values() if due is not None and due > fact.at]
    if dues:
        return books.ledger.calendar.next_open(min(dues))
    return books.ledger.after_days(fact.at, books.ledger.times.circle_back_days)


def _note_silence(books: Books, now: "datetime") -> None:
    """While anything of ours is open the customer hears from us at least every few days (C5.5)."""
    words, ledger = books.last_words, books.ledger
    if words is None or books.closed_by is not None or ledger.has("update", "own_up") or not _ours_to_do(books):
        return
    silent_at = ledger.after_days(words.at, ledger.times.silence_days)
    if now >= silent_at:
        ledger.open("update", words, due=ledger.after_days(silent_at, ledger.times.update_days))


def _ours_to_do(books: Books) -> bool:
    """Whether the customer waits for something of ours, other than being asked again."""
    paused = books.paused
    promised = any(book.state == "open" and number not in paused for number, book in books.promises.items())
    return promised or books.ledger.has("answer", "understand", "offer", "call_back")


def _closed(fact: facts.CaseClosed, books: Books) -> None:
    """Closing settles what is left; a merged case only reads on in another, so nothing of it is settled."""
    if fact.outcome == "merged":
        return
    for entry in books.ledger.still_open():
        books.ledger.settle_one(entry.key, fact)
    books.closed_by = fact
    books.waiting_for.clear()
    for promise in books.promises.values():
        promise.state = "kept" if promise.state == "kept" else "waived"


def _reopened(fact: facts.CaseReopened, books: Books) -> None:
    """Open what the closing settled although no case closes while it is owed: its answer came back, or nobody asked."""
    if books.closed_by is None:
        return
    books.ledger.take_back(_KEEPS_OPEN, books.closed_by.id)
    books.closed_by = None
    books.last_words = fact  # while it was closed, nobody waited for a word of ours
    books.came_back = True
    books.introduced = False
    books.understanding = "none"
    books.new_round()


def _ran_out(fact: facts.WaitingRanOut, books: Books) -> None:
    """Silence after the first follow-up: one more try."""
    books.ledger.settle(("circle_back",), fact)
    due = books.ledger.after_days(fact.at, books.ledger.times.follow_up_again_days)
    books.ledger.open("follow_up", fact, due=due, role="giver" if books.handed_over else "taker")


def _waived(fact: facts.ObligationWaived, books: Books) -> None:
    if fact.obligation == "promise":
        promised.waive_promise(fact.opened_by, books)
    books.ledger.settle_one((fact.obligation, fact.opened_by), fact, waived=True)


def _handed_over(_fact: facts.HandoffAccepted, books: Books) -> None:
    books.handed_over = True


def _nothing(_fact: "Fact", _books: Books) -> None:
    """A fact that is read elsewhere."""


_KEEPS_OPEN = BLOCKING - {"promise"}
_QUIET = (facts.ReplySent, facts.ReplyFailed)
_HEARD_WHEN_CLOSED = (facts.CaseReopened, facts.ReplySent, facts.HandoffAccepted)
_RULES: dict[type[facts.Fact], Callable[[Any, Books], None]] = {
    facts.MessageReceived: heard.received,
    facts.ReplySent: answered.sent,
    facts.ReplyLeft: answered.left,
    facts.ReplyFailed: _nothing,
    facts.CallNoted: answered.called,
    facts.KindSet: heard.kind_set,
    facts.UnderstandingConfirmed: heard.confirmed,
    facts.UnderstandingCorrected: heard.corrected,
    facts.PromiseMade: promised.made,
    facts.PromiseKept: promised.kept,
    facts.PromiseMoved: promised.moved,
    facts.PromiseAtRisk: promised.at_risk,
    facts.PromiseBroken: promised.broken,
    facts.ItemAsked: promised.item_asked,
    facts.ItemDone: heard.item_done,
    facts.HandoffAccepted: _handed_over,
    facts.ApprovalAsked: raised.approval_asked,
    facts.ApprovalDecided: raised.approval_decided,
    facts.EscalationAsked: raised.escalation_asked,
    facts.CallBackPromised: answered.call_back_promised,
    facts.SolvedSaid: heard.solved,
    facts.NotSolvedSaid: heard.not_solved,
    facts.WaitingRanOut: _ran_out,
    facts.ObligationWaived: _waived,
    facts.CaseClosed: _closed,
    facts.CaseReopened: _reopened,
}
