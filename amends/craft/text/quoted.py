"""Lines of others that stand quoted in a text."""

import re

QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
"""A line that mail programs mark as somebody else's."""


def without_quoted(text: str) -> str:
    """Return the text with blanks for its quoted lines, so that places in it still hold; all of it if nothing is left.

    Whoever answers between lines of ours asks what stands between them, not what we asked.
    """
    own = QUOTED.sub(_blank, text)
    return own if own.strip() else text


def _blank(line: re.Match[str]) -> str:
    return " " * len(line[0])
