"""One form for words that are compared: without case, composed, with straight apostrophes and plain blanks."""

from typing import Final
from unicodedata import is_normalized, normalize

_PLAIN: Final = (("’", "'"), ("ʼ", "'"), ("\xa0", " "), ("\u202f", " "), ("\u200b", ""), ("\u0307", ""))


def folded(text: str) -> str:
    """Give `text` in the form in which phrases are compared; the dotted I of Turkish loses its dot."""
    if text.isascii():
        return text.lower()
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    text = text.casefold()
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    return text
