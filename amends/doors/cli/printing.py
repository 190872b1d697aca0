"""How answers are printed: JSON for programs, one object a line."""

import json
from collections.abc import Mapping


def print_json(answer: Mapping[str, object]) -> None:
    """Print one JSON object as one line; what UTF-8 can't carry (half a surrogate pair) is escaped."""
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(answer, separators=(",", ":"))
    print(line)
