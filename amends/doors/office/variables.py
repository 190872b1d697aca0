"""The variables that texts may name, for the list beside the form."""

from amends.desk.policies.rules import NEEDED, OF_A_CASE, known_in
from amends.doors.office.pages import Variable
from amends.doors.office.words import VARIABLES


def variables_of(kind: str) -> tuple[Variable, ...]:
    """Return those of a mail by template, what it is sent for first."""
    needed = NEEDED.get(kind, ())
    found = [Variable(name, VARIABLES[name], needed=name in needed) for name in known_in(kind)]
    return tuple(sorted(found, key=lambda variable: not variable.needed))


def variables_of_blocks() -> tuple[Variable, ...]:
    """Return those of text blocks."""
    return tuple(Variable(name, VARIABLES[name]) for name in OF_A_CASE)
