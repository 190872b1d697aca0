"""The words of the workbench: verbs for what is owed, reasons, and sentences for what happened."""

from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.doors.shell.moments import moment

if TYPE_CHECKING:
    from amends.desk.owed.models import Promise
    from amends.doors.shell.viewer import Viewer

VERBS = {
    "acknowledge": "Greet",
    "answer": "Answer",
    "understand": "Say what we understood to",
    "offer": "Make an offer to",
    "circle_back": "Circle back to",
    "promise": "Keep the promise to",
    "update": "Update",
    "call_back": "Call back",
    "own_up": "Own up to",
    "approve": "Decide what may be offered to",
    "escalate": "Bring in somebody senior for",
    "follow_up": "Follow up with",
}
FOLDED = {
    "acknowledge": "greet",
    "answer": "answer",
    "understand": "say what we understood",
    "offer": "make an offer",
    "circle_back": "circle back",
    "promise": "keep a promise",
    "update": "update",
    "call_back": "call back",
    "own_up": "own up",
    "approve": "decide on an offer",
    "escalate": "bring in somebody senior",
    "follow_up": "follow up",
}
WHY = {
    "circle_back": "Nothing else of ours is due; we wait for their word",
    "follow_up": "Everything promised has arrived. Did it solve it?",
}
OUTCOMES = {
    "solved": "Solved, in the customer's words",
    "answered": "Answered (an enquiry)",
    "unconfirmed": "Unconfirmed: asked, and no answer came",
    "no word": "No word: the customer fell silent",
    "not for us": "Not for us: spam or misdirected",
    "ended": "Ended: contact was abusive",
    "merged": "Merged into another case",
    "history": "History: from before this mailbox was connected",
}
HAPPENED = {
    "case.taken": ("{who} took the case", "user-check"),
    "case.closed": ("Closed: {outcome}", "check"),
    "case.reopened": ("Opened again", "rotate-ccw"),
    "case.linked": ("Linked to an older case", "link"),
    "case.merged": ("Another case was merged into this one", "link"),
    "merge.ended": ("A merge was ended", "link"),
    "case.split": ("{who} moved a message to another case", "link"),
    "split.ended": ("{who} undid a move of messages", "undo-2"),
    "kind.set": ("{who} made it {a_kind}", "pencil"),
    "participant.verified": ("{who} vouched for a sender", "user-check"),
    "understanding.confirmed": ("The customer confirmed what we understood", "check"),
    "understanding.corrected": ("The customer corrected what we understood", "pencil"),
    "promise.made": ("{who} made a promise", "handshake"),
    "promise.kept": ("A promise was kept", "check"),
    "promise.moved": ("A promise has a new date", "calendar"),
    "promise.at_risk": ("A promise is at risk", "triangle-alert"),
    "promise.broken": ("A promise was broken", "triangle-alert"),
    "item.asked": ("The customer will do something", "hourglass"),
    "item.done": ("The customer did their part", "check"),
    "handoff.offered": ("{who} offered the case to a colleague", "users"),
    "handoff.accepted": ("{who} accepted the case", "user-check"),
    "handoff.declined": ("{who} gave the case back", "undo-2"),
    "situation.decided": ("{who} said what it is about", "pencil"),
    "offer.agreed": ("The customer chose", "handshake"),
    "offer.withdrawn": ("{who} withdrew an offer", "undo-2"),
    "approval.asked": ("{who} asked whether that may be offered", "users"),
    "approval.decided": ("{who} decided what may be offered", "check"),
    "escalation.asked": ("{who} called for somebody senior", "users"),
    "promise.passed_on": ("The backup took a promise over", "users"),
    "delivery.noted": ("A part of a promise has arrived", "check"),
    "solved.said": ("The customer says it is solved", "check"),
    "not_solved.said": ("The customer says it is not solved", "triangle-alert"),
    "waiting.ran_out": ("No answer came to the follow-up", "hourglass"),
    "obligation.waived": ("{who} waived: {owed}", "x"),
    "reply.recalled": ("{who} took a reply back", "undo-2"),
    "reply.failed": ("A reply did not reach the customer; what it settled is owed again", "triangle-alert"),
}
"""What the timeline says of an event, and with which icon; events that aren't here show as what was said."""


def shortened(text: str, most: int = 140) -> str:
    """Return `text` in one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def promise_words(promise: "Promise", viewer: "Viewer", *, owed: str) -> str:
    """Return what was promised by when, in a sentence that fits what is owed about it."""
    due = moment(promise.due, now=viewer.now, zone=viewer.zone).words
    thing = thing_of(promise, viewer.settings.language)
    thing = thing[:1].upper() + thing[1:]
    match owed:
        case "own_up":
            return f"{thing} was promised by {due} and has not arrived"
        case "update":
            return f"{thing}, now by {due}; they have not heard so yet"
        case _:
            return f"{thing}, by {due}"


def thing_of(promise: "Promise", language: str) -> str:
    """Return the thing promised with its exact amount."""
    amount = amount_of(promise, language)
    return f"{promise.what}, {amount}" if amount else promise.what


def amount_of(promise: "Promise", language: str) -> str:
    """Return the exact amount, or nothing."""
    return "" if promise.amount is None else show(Money(promise.amount, promise.currency), language)
