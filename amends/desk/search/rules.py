"""Pure rules of search: what a word is and how words are compared, so that both databases find the same."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12
LONGEST_WORD = 64
"""Characters of a word that count; PostgreSQL takes no endless ones."""


def folded(text: str) -> str:
    """Return `text` without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def every_word(text: str) -> tuple[str, ...]:
    """Return the words of `text` as the index keeps them, each once, in their order."""
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(folded(text))))


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query, at most a dozen; anything else in it has no meaning."""
    return every_word(query)[:MOST_WORDS]
