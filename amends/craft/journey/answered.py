"""What our words settle and open: replies that left, calls that reached the customer."""

from typing import TYPE_CHECKING

from amends.craft.journey import facts
from amends.craft.journey.promised import apologise, owe_follow_up
from amends.craft.journey.raised import introduced

if TYPE_CHECKING:
    from amends.craft.journey.books import Books, Words
    from amends.craft.journey.facts import Fact


def sent(fact: facts.ReplySent, books: "Books") -> None:
    """Remember a reply on its way; it counts from when it leaves."""
    books.sent[fact.message] = fact


def left(fact: facts.ReplyLeft, books: "Books") -> None:
    """A reply is past undoing: all it does counts now, unless it came back undelivered."""
    words = books.sent.get(fact.message)
    if words is not None and fact.message not in books.failed:
        _said(fact, words, books)


def called(fact: facts.CallNoted, books: "Books") -> None:
    """A call that reached the customer is worth a reply; one that didn't settles nothing."""
    if fact.reached:
        books.ledger.settle(("call_back",), fact)
        _said(fact, fact, books)


def call_back_promised(fact: facts.CallBackPromised, books: "Books") -> None:
    """Owe the call at the time that was named; it stands for a call they had asked for (C4.2)."""
    books.ledger.settle(("call_back",), fact)
    books.ledger.open("call_back", fact, due=fact.due, role="taker" if fact.person is None else "senior")


def _said(fact: "Fact", words: "Words", books: "Books") -> None:
    ledger = books.ledger
    ledger.settle(("acknowledge", "update"), fact)
    _answered(fact, words, books)
    _ask_again(fact, books)
    if words.restates:
        _restated(fact, books)
    if words.offers:
        _offered(fact, books)
    if words.apologises:
        apologise(fact, books)
    if words.introduces:
        introduced(fact, books)
    _follow_up(fact, words, books)
    books.last_words = fact


def _answered(fact: "Fact", words: "Words", books: "Books") -> None:
    """Settle what is answered; the first answer of a complaint owes, with it, a sign that we understood (C4.3)."""
    settled = [entry for entry in books.ledger.still_open("answer") if entry.opened_by in words.answers]
    for entry in settled:
        books.ledger.settle_one(entry.key, fact)
    if settled and books.is_complaint and books.understanding == "none" and not books.ledger.has("understand"):
        books.ledger.open("understand", fact, due=min(entry.due for entry in settled))


def _ask_again(fact: "Fact", books: "Books") -> None:
    """Words of ours while we wait for theirs are a nudge."""
    if books.ledger.settle(("circle_back",), fact):
        books.nudges += 1


def _restated(fact: "Fact", books: "Books") -> None:
    books.ledger.settle(("understand",), fact)
    books.understanding = "asked"
    if books.is_complaint and not books.offered and not books.offer_opened:
        books.offer_opened = True
        books.ledger.open("offer", fact, due=books.ledger.after_days(fact.at, books.ledger.times.offer_days))


def _offered(fact: "Fact", books: "Books") -> None:
    books.offered = True
    books.ledger.settle(("offer",), fact)


def _follow_up(fact: "Fact", words: "Words", books: "Books") -> None:
    """Words after a follow-up has ripened ask whether it was solved; an instant fix owes a follow-up of its own."""
    for entry in books.ledger.still_open("follow_up"):
        if entry.not_before is None or fact.at >= entry.not_before:
            books.ledger.settle_one(entry.key, fact)
            books.tries += 1
            books.asked_if_solved = True
    if words.fixes and not books.outstanding():
        books.offered = True
        books.ledger.settle(("offer",), fact)
        owe_follow_up(fact, fact.at, books)
