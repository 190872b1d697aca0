"""One form for words that are compared: without case, composed, with straight apostrophes and plain blanks."""

from typing import Final
from unicodedata import normalize

_PLAIN: Final = str.maketrans({"’": "'", "ʼ": "'", "\xa0": " ", "\u202f": " ", "\u0307": None, "\u200b": None})


def folded(text: str) -> str:
    """Give `text` in the form in which phrases are compared; the dotted I of Turkish loses its dot."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", text.translate(_PLAIN)).casefold().translate(_PLAIN)
