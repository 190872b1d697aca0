"""How answers are printed: JSON for programs, one object a line."""

import json
from collections.abc import Mapping, Sequence

type Answer = Mapping[str, object] | Sequence[Mapping[str, object]]
"""What a command says to a program: one object, or a list of them where order says something."""


def print_json(answer: Answer) -> None:
    """Print one JSON value as one line; what UTF-8 can't carry (half a surrogate pair) is escaped."""
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(answer, separators=(",", ":"))
    print(line)
