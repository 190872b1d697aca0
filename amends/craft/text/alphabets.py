"""Which language the letters alone name: those of scripts that one language is written in."""

from collections import Counter
from typing import Final

_LOOKED_AT: Final = 1200  # code points
_HAN: Final = "han"
_ENOUGH_HAN: Final = 12  # letters: a longer sentence in Japanese has kana in it
_SCRIPTS: Final = (  # the first and the last code point of a block (Unicode)
    ("el", 0x0370, 0x03FF),
    ("hy", 0x0530, 0x058F),
    ("he", 0x0590, 0x05FF),
    ("pa", 0x0A00, 0x0A7F),
    ("gu", 0x0A80, 0x0AFF),
    ("ta", 0x0B80, 0x0BFF),
    ("te", 0x0C00, 0x0C7F),
    ("kn", 0x0C80, 0x0CFF),
    ("ml", 0x0D00, 0x0D7F),
    ("si", 0x0D80, 0x0DFF),
    ("th", 0x0E00, 0x0E7F),
    ("lo", 0x0E80, 0x0EFF),
    ("my", 0x1000, 0x109F),
    ("ka", 0x10A0, 0x10FF),
    ("ko", 0x1100, 0x11FF),
    ("km", 0x1780, 0x17FF),
    ("el", 0x1F00, 0x1FFF),
    ("ja", 0x3041, 0x30FF),
    ("ko", 0x3130, 0x318F),
    (_HAN, 0x3400, 0x9FFF),
    ("ko", 0xAC00, 0xD7AF),
    ("ja", 0xFF66, 0xFF9D),
)


def language_of_letters(text: str) -> str:
    """Give the ISO 639-1 code of the language that half the letters of `text`, or more, name; else "und"."""
    if text.isascii():
        return "und"
    letters = [letter for letter in text[:_LOOKED_AT] if letter.isalpha()]
    found = Counter(_script(ord(letter)) for letter in letters)
    if found["ja"]:  # Japanese is written in both
        found["ja"] += found.pop(_HAN, 0)
    elif found[_HAN] >= _ENOUGH_HAN:
        found["zh"] = found.pop(_HAN)
    code, number = found.most_common(1)[0] if letters else ("", 0)
    return code if code not in {"", _HAN} and number * 2 >= len(letters) else "und"


def _script(point: int) -> str:
    return next((code for code, first, last in _SCRIPTS if first <= point <= last), "")
