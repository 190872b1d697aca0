"""Words, as a reader counts them."""

import re

from amends.craft.text.forms import fold

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def words(text: str) -> tuple[str, ...]:
    """Give the folded words and numbers of `text` in order; "don't" and "e-bike" are one word each."""
    return tuple(_WORD.findall(fold(text)))
