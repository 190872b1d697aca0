"""What is wrong with a policy file, as codes and values; whoever shows it finds the words."""

from collections.abc import Iterable
from dataclasses import dataclass

from amends.craft.refusal import Malformed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what (a stable `code`), and the values that a sentence about it needs.

    `data` always has "instead": what to write in its place, as far as it can be told; it is empty otherwise.
    """

    file: str
    line: int
    code: str
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
