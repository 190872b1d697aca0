"""What is wrong with a policy file, as codes and values; whoever shows it finds the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from amends.craft.refusal import Malformed

type ProblemCode = Literal[
    "no_front_matter",
    "bad_toml",
    "unknown_key",
    "missing_key",
    "wrong_type",
    "bad_slug",
    "bad_language",
    "dates_reversed",
    "duplicate",
    "unknown_remedy",
    "amount_missing",
    "amount_not_for",
    "amount_rule",
    "bad_money",
    "negative_amount",
    "bad_percent",
    "currencies_mixed",
    "unit",
    "bad_rounding",
    "range_reversed",
    "cap_below",
    "unknown_evidence",
    "unknown_clause",
    "unknown_field",
    "unknown_operator",
    "operator_not_for",
    "unknown_section",
    "missing_section",
    "missing_copy",
    "versions_overlap",
    "policy_twice",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what (a stable `code`), and the values that a sentence about it needs.

    `data` always has "instead": what to write in its place, as far as it can be told; it is empty otherwise.
    """

    file: str
    line: int
    code: ProblemCode
    data: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Show place, code and values in one line, for logs and tests."""
        values = ", ".join(f"{name}={value!r}" for name, value in self.data)
        return f"{self.file}:{self.line}: {self.code} ({values})"

    def get(self, name: str) -> str:
        """Give one of the values; empty when there is none of that name."""
        return dict(self.data).get(name, "")


class Flawed(Malformed):
    """A policy file that can't be used, with all its problems, in the order of their lines."""

    usual_code = "flawed"

    problems: tuple[Problem, ...]

    def __init__(self, code: str = "", *, problems: Iterable[Problem] = (), **data: object) -> None:
        """Refuse because of these `problems`."""
        self.problems = tuple(problems)
        super().__init__(code, problems=self.problems, **data)
