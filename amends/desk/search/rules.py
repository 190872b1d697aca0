"""Pure rules of search: what a word is and how words are compared, so that both databases find the same."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u0652\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
MOST_WORDS = 12
LONGEST_WORD = 64
"""Characters of a word that count; PostgreSQL takes no endless ones."""


def folded(text: str) -> str:
    """Return `text` without case and accents."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())


def every_word(text: str) -> tuple[str, ...]:
    """Return the words of `text` as the index keeps them, each once, in their order."""
    words = dict.fromkeys(_WORD.findall(folded(text)))
    if max(map(len, words), default=0) > LONGEST_WORD:
        words = dict.fromkeys(word[:LONGEST_WORD] for word in words)
    return tuple(words)


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query, at most a dozen; anything else in it has no meaning."""
    return every_word(query)[:MOST_WORDS]
