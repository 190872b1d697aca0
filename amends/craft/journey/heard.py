"""What the customer's words open and settle."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from amends.craft.journey import facts
from amends.craft.journey.raised import call_for_a_senior

if TYPE_CHECKING:
    from amends.craft.journey.books import Books
    from amends.craft.journey.facts import Fact


_HOT = 2


def received(fact: facts.MessageReceived, books: "Books") -> None:
    """Open what a message asks for; automatic mail opens nothing."""
    if fact.automatic:
        return
    if fact.verified:
        _their_turn_is_over(fact, books)
        books.angry = books.angry or fact.angry
        _note_kind(fact, books)
        if books.understanding == "asked" and not fact.denies:
            books.understanding = "assumed"
    _open_acknowledge(fact, books)
    if fact.asks:
        open_answer(fact, books)
    wants_call = fact.wants_call or fact.channel == "voicemail"
    if wants_call and not books.ledger.has("call_back"):
        times = books.ledger.times
        books.ledger.open("call_back", fact, due=books.ledger.after_minutes(fact.at, times.call_back_minutes))
    if fact.wants_boss or fact.alarm or (fact.angry and books.heat >= _HOT):
        call_for_a_senior(fact, books)


def corrected(fact: facts.UnderstandingCorrected, books: "Books") -> None:
    """They told what we got wrong: it has to be understood anew before anything else counts."""
    _their_turn_is_over(fact, books)
    books.understanding = "corrected"
    books.offered = books.offer_opened = False
    if fact.asks:
        open_answer(fact, books)
    _open_understand(fact, books)


def confirmed(fact: facts.UnderstandingConfirmed, books: "Books") -> None:
    """They said: that's it."""
    _their_turn_is_over(fact, books)
    books.understanding = "confirmed"


def kind_set(fact: facts.KindSet, books: "Books") -> None:
    """An agent corrected the kind: a complaint wants to be understood, an enquiry only to be answered."""
    books.kind = fact.kind
    if fact.kind == "enquiry":
        books.ledger.settle(("understand", "offer"), fact)
    elif books.understanding == "none" and books.last_words is not None and not books.ledger.has("answer"):
        _open_understand(fact, books)


def not_solved(fact: facts.NotSolvedSaid, books: "Books") -> None:
    """It was not solved: the case starts a new round, hotter than before."""
    _their_turn_is_over(fact, books)
    books.ledger.settle(("follow_up",), fact)
    books.new_round()
    books.came_back = True
    books.kind = "complaint"
    books.understanding = "none"
    open_answer(fact, books)


def solved(fact: facts.SolvedSaid, books: "Books") -> None:
    """The customer's own word that it is solved."""
    _their_turn_is_over(fact, books)
    books.ledger.settle(("follow_up",), fact)
    books.asked_if_solved = False


def item_done(fact: facts.ItemDone, books: "Books") -> None:
    """The customer did what they said they would."""
    _resume(fact, books, only=fact.item)


def open_answer(fact: "Fact", books: "Books") -> None:
    """Owe an answer to what was asked, sooner with heat."""
    times = books.ledger.times
    minutes = times.answer_hot_minutes if books.heat > 1 else times.answer_minutes
    books.ledger.open("answer", fact, due=books.ledger.after_minutes(fact.at, minutes))


def _open_understand(fact: "Fact", books: "Books") -> None:
    if not books.ledger.has("understand"):
        due = books.ledger.after_minutes(fact.at, books.ledger.times.answer_minutes)
        books.ledger.open("understand", fact, due=due)


def _note_kind(fact: facts.MessageReceived, books: "Books") -> None:
    if fact.complaint:
        books.kind = "complaint"
    elif books.kind is None:
        books.kind = "enquiry"


def _open_acknowledge(fact: facts.MessageReceived, books: "Books") -> None:
    """The first words of a case deserve a named human: at once by phone, within seconds by chat."""
    if books.greeted:
        return
    books.greeted = True
    times, ledger = books.ledger.times, books.ledger
    if fact.channel == "phone":
        due = ledger.calendar.next_open(fact.at)
    elif fact.channel == "chat":
        due = ledger.calendar.add(fact.at, timedelta(seconds=times.acknowledge_chat_seconds))
    else:
        due = ledger.after_minutes(fact.at, times.acknowledge_minutes)
    ledger.open("acknowledge", fact, due=due)


def _their_turn_is_over(fact: "Fact", books: "Books") -> None:
    books.ledger.settle(("circle_back",), fact)
    books.nudges = 0
    _resume(fact, books)


def _resume(fact: "Fact", books: "Books", *, only: int | None = None) -> None:
    """End the waiting for the customer's action items; a promise that waited is due later by as much."""
    for item in [item for item in books.waiting_for if only in {None, item}]:
        asked, promises, _ = books.waiting_for.pop(item)
        for number in promises:
            entry = books.ledger.of_promise(number)
            if entry is None or not entry.is_open or number in books.paused:
                continue
            due = entry.due + max(fact.at - asked.at, timedelta())
            books.ledger.put(replace(entry, due=due, moved_by=fact.id))
            books.promises[number].due = due
