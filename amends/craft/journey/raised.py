"""What is raised to somebody with more authority: approvals and escalations."""

from typing import TYPE_CHECKING

from amends.craft.journey import facts

if TYPE_CHECKING:
    from amends.craft.journey.books import Books
    from amends.craft.journey.facts import Fact


def approval_asked(fact: facts.ApprovalAsked, books: "Books") -> None:
    """Leave is owed a decision; until then the customer is promised nothing."""
    due = books.ledger.after_minutes(fact.at, books.ledger.times.approve_minutes)
    books.ledger.open("approve", fact, due=due, role="approver", approval=fact.approval)


def approval_decided(fact: facts.ApprovalDecided, books: "Books") -> None:
    """A yes or a no settles it alike."""
    for entry in books.ledger.still_open("approve"):
        if entry.approval == fact.approval:
            books.ledger.settle_one(entry.key, fact)


def escalation_asked(fact: facts.EscalationAsked, books: "Books") -> None:
    """A person called for a senior, or the customer has been passed about too often (C2.8)."""
    books.introduced = False
    call_for_a_senior(fact, books)


def call_for_a_senior(fact: "Fact", books: "Books") -> None:
    """Owe the customer somebody senior, once: who was introduced to them owns it to the end."""
    if books.introduced or books.ledger.has("escalate"):
        return
    due = books.ledger.after_minutes(fact.at, books.ledger.times.escalate_minutes)
    books.ledger.open("escalate", fact, due=due, role="senior")


def introduced(fact: "Fact", books: "Books") -> None:
    """The senior wrote or spoke to the customer, or was named to them."""
    books.introduced = True
    books.ledger.settle(("escalate",), fact)
