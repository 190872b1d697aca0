"""Turns what is wrong with a policy file into words: what it is, and what to write instead; the one place for them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amends.craft.policy import Problem, ProblemCode

LEAVE_OUT = "leave it out"
WRITE = "write {instead} instead"
# For each code what is wrong, and what to do about it.
SENTENCES: "dict[ProblemCode, tuple[str, str]]" = {
    "no_front_matter": (
        "a policy begins with front matter between two lines “+++”, and this has none, or it doesn't end",
        "write {instead} on a line of its own before and after it",
    ),
    "bad_toml": ("this can't be read: {reason}", "look for a quotation mark, bracket or equals sign that is missing"),
    "unknown_key": ("nothing called “{key}” belongs here", WRITE),
    "missing_key": ("“{key}” is missing", "write {instead}"),
    "wrong_type": ("“{text}” is not what “{key}” takes", WRITE),
    "bad_slug": ("“{text}” is no name for a file or link: small letters, digits and hyphens", WRITE),
    "bad_language": ("“{text}” is no language code", WRITE),
    "dates_reversed": ("the last day, {text}, lies before the first", "write a later day instead, or leave it out"),
    "duplicate": ("“{text}” is here already", "write it only once"),
    "unknown_remedy": ("there is no remedy “{text}”", WRITE),
    "amount_missing": ("an option with the remedy “{remedy}” needs an amount", "write {instead}"),
    "amount_not_for": ("“{key}” can't go with the remedy “{remedy}”, which is not money", LEAVE_OUT),
    "amount_rule": ("this is no rule for an amount", WRITE),
    "bad_money": ("“{text}” is no amount of money", "write it like {instead} instead"),
    "negative_amount": ("{text} is less than nothing", "write it like {instead} instead"),
    "bad_percent": ("“{text}” is no percentage above nothing", "write it like {instead} instead"),
    "currencies_mixed": (
        "“{key}” is in {text}, but this option begins in {instead}",
        "write {instead} throughout the option instead",
    ),
    "unit": ("{text} is of another unit than the amount", "write it like {instead} instead"),
    "bad_rounding": ("“{text}” is no way to round", WRITE),
    "range_reversed": ("the range runs from {low} down to {high}", "write the lower end first instead"),
    "cap_below": ("the cap lies below “{than}”", "write {instead} or more instead"),
    "unknown_evidence": ("“{text}” is not listed as evidence of this policy", WRITE),
    "unknown_clause": ("no heading of the inside text has the anchor “{text}”", WRITE),
    "unknown_field": ("nothing called “{text}” is known of a case", WRITE),
    "unknown_operator": ("“{text}” is no way to compare", WRITE),
    "operator_not_for": ("“{text}” doesn't go with “{field}”, which is {type}", WRITE),
    "unknown_section": ("there is no part “{text}” in a policy", WRITE),
    "missing_section": ("the inside text is missing", "write {instead} and below it what to do"),
    "missing_copy": ("there is no customer copy in this language: {language}", "write {instead} and a text below it"),
    "versions_overlap": (
        "it would begin on {from}, on a day that version {other} holds already",
        "write effective_from = {instead} or a later day instead",
    ),
    "policy_twice": ("“{policy}” is written by {instead} too", "keep one of the two files instead"),
}
TYPES = {"money": "an amount", "number": "a number", "text": "text", "yes_no": "yes or no"}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """One thing that is wrong with a policy file, in words: where, what, and what to write instead."""

    file: str
    line: int
    what: str
    instead: str

    @property
    def one_line(self) -> str:
        """The whole of it, as a program's one plain line."""
        return " ".join(f"{self.file}:{self.line}: {self.what}; {self.instead}".split())


def words_for_problem(problem: "Problem") -> ProblemWords:
    """Return a problem in words."""
    what, todo = SENTENCES[problem.code]
    values = defaultdict(str, {name: _shortened(value) for name, value in problem.data})
    values |= {"instead": _instead(problem), "type": TYPES.get(problem.get("type"), "")}
    if problem.code == "unknown_section" and not problem.get("text"):
        what = "there is text before the first part of the policy"
    if problem.get("instead").startswith("nothing") or (not problem.get("instead") and "{instead}" in todo):
        todo = LEAVE_OUT
    return ProblemWords(problem.file, problem.line, what.format_map(values), todo.format_map(values))


def _instead(problem: "Problem") -> str:
    """Say words to choose from as a choice; what is a value of its own is left as it stands."""
    instead = problem.get("instead").strip().removeprefix("one of: ")
    words = instead.split(", ")
    choice = len(words) > 1 and all(word.replace("_", "").replace("-", "").isalnum() for word in words)
    return f"one of {', '.join(words)}" if choice and problem.code != "currencies_mixed" else instead


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"
