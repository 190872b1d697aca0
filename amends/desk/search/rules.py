"""Pure rules of search: how words are compared, so that both databases find the same."""

import re
import unicodedata

_WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12


def folded(text: str) -> str:
    """Return `text` without case and accents, as both indexes keep it."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query, at most a dozen; anything else in it has no meaning."""
    return tuple(dict.fromkeys(_WORD.findall(folded(query))))[:MOST_WORDS]
