"""The rules of confidence: what raises it, what costs it, and by how much."""

from dataclasses import dataclass
from typing import Final, Literal

RuleId = Literal[
    "promise_kept",
    "promise_kept_early",
    "solved_confirmed",
    "owned_up",
    "update_in_time",
    "promise_broken",
    "promise_broken_again",
    "came_back",
    "not_solved",
    "answer_late",
    "silence",
    "asked_again",
    "changed_agent",
    "answered_nothing",
    "repeated_contact",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """What something does to a customer's confidence: by how much, why, and the number in the craft."""

    id: RuleId
    amount: int
    why: str
    craft: str


START: Final = 50
"""Neither trust nor doubt: nobody has shown anything yet."""

LEAST, MOST = 0, 100
AGAIN_WITHIN_DAYS: Final = 365
"""A broken promise within a year of another is the second one: it feels as if nothing was learnt."""

EARLY_HOURS: Final = 24

RULES: Final = (
    Rule("promise_kept", 3, "a promise arrived when it was promised", "C3.3"),
    Rule("promise_kept_early", 1, "and at least a day sooner", "C3.3"),
    Rule("solved_confirmed", 6, "they say themselves that it is solved", "C1.8"),
    Rule("owned_up", 4, "we owned up to a broken promise before they had to ask", "C3.3"),
    Rule("update_in_time", 1, "they heard of a change from us, in time", "C5.5"),
    Rule("promise_broken", -15, "a promise did not arrive: one slip outweighs years", "C2.2"),
    Rule("promise_broken_again", -25, "another one within a year: apologies alone no longer count", "C2.2"),
    Rule("came_back", -10, "they had to come back to a closed case", "C5.6"),
    Rule("not_solved", -10, "asked whether it was solved, they said no", "C1.8"),
    Rule("answer_late", -4, "an answer came late", "C3.4"),
    Rule("silence", -6, "for days they heard nothing while it was our turn", "C5.5"),
    Rule("asked_again", -3, "they were asked for something they had told", "C2.9"),
    Rule("changed_agent", -3, "one more agent, to whom they had not been introduced", "C5.2"),
    Rule("answered_nothing", -4, "a reply did not answer what was asked", "C2.7"),
    Rule("repeated_contact", -2, "they had to ask again before we answered", "C2.8"),
)
"""All of them. Strong words, abuse too, cost no confidence: it is ours to win, not theirs to lose (C4.6)."""

AMOUNTS: Final = {rule.id: rule.amount for rule in RULES}
