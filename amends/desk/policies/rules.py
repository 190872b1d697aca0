"""Pure rules about the desk's own texts: which variables each may name, and which it can't do without."""

import re
from collections.abc import Mapping

from amends.craft.refusal import Malformed, Missing

VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
OF_A_CASE = (
    "name", "number", "subject", "agent", "desk", "phone", "or_call", "want", "understanding", "answer_by", "promises",
    "link",
)  # fmt: skip
"""What a case can say of itself; `replies/values.py` finds the values."""
ONLY_IN: Mapping[str, tuple[str, ...]] = {"code": ("code",), "introduction": ("giver",)}
"""What only mails of that kind know."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "receipt": ("number",),
    "statement": ("promises",),
    "link": ("link",),
    "code": ("code",),
    "introduction": ("agent", "giver"),
}
"""What a mail of that kind is sent for."""
_BRACES = re.compile(r"\{\{|\}\}|\{%")


def known_in(kind: str) -> tuple[str, ...]:
    """Return the variables that a mail of that kind may name."""
    return OF_A_CASE + ONLY_IN.get(kind, ())


def named_in(template: str) -> tuple[str, ...]:
    """Return the variables that a template names, each once.

    Raises Malformed where braces stand that are no variable.
    """
    rest = VARIABLE.sub("", template)
    stray = _BRACES.search(rest)
    if stray is not None:
        raise Malformed("braces", part=rest[stray.start() : stray.start() + 40].splitlines()[0])
    return tuple(dict.fromkeys(VARIABLE.findall(template)))


def check_text(kind: str, subject: str, body: str) -> None:
    """Refuse a text that could not be filled, or that would not say what it is sent for.

    Raises Missing for an empty part or a variable that is needed, Malformed for one that is unknown.
    """
    if not subject.strip() or not body.strip():
        raise Missing("text_parts")
    if "\n" in subject.strip():
        raise Malformed("subject_lines")
    named = (*named_in(subject), *named_in(body))
    for name in named:
        if name not in known_in(kind):
            raise Malformed("variable_unknown", name=name)
    for name in NEEDED.get(kind, ()):
        if name not in named_in(body):
            raise Missing("variable_needed", name=name)


def check_block(body: str) -> None:
    """Refuse a text block that could not be filled in any case.

    Raises Missing for an empty one, Malformed for a variable that is unknown.
    """
    if not body.strip():
        raise Missing("text_parts")
    for name in named_in(body):
        if name not in OF_A_CASE:
            raise Malformed("variable_unknown", name=name)
