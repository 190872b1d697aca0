"""What promises and the customer's own action items open, move and settle."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from amends.craft.journey import facts
from amends.craft.journey.books import PromiseBook

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.journey.books import Books
    from amends.craft.journey.facts import Fact


def made(fact: facts.PromiseMade, books: "Books") -> None:
    """A promise is an offer taken up; after a breach it is the new date that owning up needs."""
    books.promises[fact.promise] = PromiseBook(due=fact.due)
    books.offered = True
    books.ledger.settle(("offer",), fact)
    books.ledger.open("promise", fact, due=fact.due, role="promiser", promise=fact.promise)
    for broken in [number for number, book in books.promises.items() if book.state == "broken"]:
        _new_date(broken, fact, books)


def kept(fact: facts.PromiseKept, books: "Books") -> None:
    """Evidence settles the promise; dated before it was due, it withdraws the owning-up as well."""
    book = books.promises.get(fact.promise)
    if book is None or book.state not in {"open", "broken"}:
        return
    was_broken, book.state = book.state == "broken", "kept"
    _settle_promise(fact.promise, fact, books)
    if was_broken and fact.on <= book.due:
        _settle_own_up(fact.promise, fact, books)
    elif was_broken:
        _new_date(fact.promise, fact, books)
    if not books.outstanding():
        # Found out late, it may be followed up at once, but still leaves two days to do it in.
        owe_follow_up(fact, max(min(fact.on, fact.at), fact.at - timedelta(hours=24)), books)


def moved(fact: facts.PromiseMoved, books: "Books") -> None:
    """A new date: the customer must hear of it, unless owning up tells them anyway."""
    book, entry = books.promises.get(fact.promise), books.ledger.of_promise(fact.promise)
    if book is None or entry is None or not entry.is_open:
        return
    books.ledger.put(replace(entry, due=fact.due, moved_by=fact.id))
    book.due = fact.due
    if book.state == "broken":
        _new_date(fact.promise, fact, books)
        book.state = "open"
    else:
        _owe_update(fact, books)


def at_risk(fact: facts.PromiseAtRisk, books: "Books") -> None:
    """The owner doubts it: the customer hears so before the date, not after."""
    book = books.promises.get(fact.promise)
    if book is not None and book.state == "open":
        _owe_update(fact, books)


def broken(fact: facts.PromiseBroken, books: "Books") -> None:
    """The date passed without evidence: owning up is owed at once."""
    book = books.promises.get(fact.promise)
    if book is None or book.state != "open":
        return
    book.state, book.apologised, book.new_date = "broken", False, False
    due = books.ledger.after_minutes(fact.at, books.ledger.times.own_up_minutes)
    books.ledger.open("own_up", fact, due=due, role="promiser", promise=fact.promise)


def apologise(fact: "Fact", books: "Books") -> None:
    """An apology counts towards every breach that is still to be owned up to."""
    for entry in books.ledger.still_open("own_up"):
        if entry.promise is not None:
            books.promises[entry.promise].apologised = True
            _own_up_when_whole(entry.promise, fact, books)


def item_asked(fact: facts.ItemAsked, books: "Books") -> None:
    """The customer's own step comes first: what needs it waits, and we circle back."""
    books.waiting_for[fact.item] = (fact, fact.promises, fact.due)
    books.ledger.settle(("circle_back",), fact)


def owe_follow_up(fact: "Fact", arrived_at: "datetime", books: "Books") -> None:
    """Owe the question whether it is really solved, a day after it should be and within three (C1.8)."""
    times, ledger = books.ledger.times, books.ledger
    ledger.settle(("follow_up",), fact)
    books.tries, books.asked_if_solved = 0, False
    ledger.open(
        "follow_up",
        fact,
        not_before=ledger.after_elapsed(arrived_at, times.follow_up_after_elapsed_hours),
        due=ledger.after_elapsed(arrived_at, times.follow_up_by_elapsed_hours),
        role="giver" if books.handed_over else "taker",
    )


def waive_promise(opened_by: int, books: "Books") -> None:
    """A waived promise is outstanding no more."""
    entry = books.ledger.entries.get(("promise", opened_by))
    if entry is not None and entry.promise is not None:
        books.promises[entry.promise].state = "waived"


def _owe_update(fact: "Fact", books: "Books") -> None:
    books.ledger.open("update", fact, due=books.ledger.after_days(fact.at, books.ledger.times.update_days))


def _new_date(promise: int, fact: "Fact", books: "Books") -> None:
    books.promises[promise].new_date = True
    _own_up_when_whole(promise, fact, books)


def _own_up_when_whole(promise: int, fact: "Fact", books: "Books") -> None:
    book = books.promises[promise]
    if book.apologised and book.new_date:
        _settle_own_up(promise, fact, books)


def _settle_own_up(promise: int, fact: "Fact", books: "Books") -> None:
    for entry in books.ledger.still_open("own_up"):
        if entry.promise == promise:
            books.ledger.settle_one(entry.key, fact)


def _settle_promise(promise: int, fact: "Fact", books: "Books") -> None:
    entry = books.ledger.of_promise(promise)
    if entry is not None:
        books.ledger.settle_one(entry.key, fact)
