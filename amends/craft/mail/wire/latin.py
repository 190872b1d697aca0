"""In which charset text in Latin script was written that names none: the one whose letters make sense together."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import log
from typing import Final

from amends.craft.mail.packaged import packaged

_USUAL: Final = "cp1252"
# Each charset with the languages that are written in it, and how much more must speak for it than for the usual one.
_CHARSETS: Final = (
    (_USUAL, "western", 0.0),
    ("cp1250", "central", 1.0),
    ("iso8859-2", "central", 1.5),
    ("cp1254", "turkish", 1.0),
    ("cp1257", "baltic", 1.0),
    ("iso8859-15", "western", 4.0),
    ("cp850", "western", 6.0),
    ("mac_roman", "western", 6.0),
    ("cp852", "central", 6.0),
)
_LOOKED_AT: Final = 4_000  # bytes
_MOST: Final = 150  # letters beyond ASCII
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_TAG: Final = re.compile(rb"<[^<>]*+>")
_WORD: Final = re.compile(rb"(?<![\x80-\xff])[a-z]{1,8}(?![a-z\x80-\xff])")
_HARD: Final = frozenset("bcdefgijklmnpqrstvwxyz")  # before these no western language softens a c
_ODD_HERE: Final = re.compile(rb"[A-Za-z][\xa1\xa3\xa5\xa6\xa9-\xac\xae\xaf\xb1-\xbf]|\xf5(?!e)|\xe7[b-df-hj-np-tv-z]")
_NO_LETTERS: Final = bytes({*range(0xC0)} - {*b"\x8c\x9c\x8a\x9a\x8e\x9e"})
_MIXED: Final = ("de", "fr", "es", "pt", "it", "ca", "nl", "en", "sv")  # whose letters may stand beside each other
_ASCII: Final = bytes(range(128))
_RARE: Final = 60  # one byte in so many; the languages that are meant have three times as many
_DECLARED: Final = 10.0
_OPENING: Final = frozenset("“„‘‚«¿¡§©")
_CLOSING: Final = frozenset("”’»®™")
_ASIDE: Final = frozenset("–—…\xa0·•€£¥°´")
_BEHIND_NUMBERS: Final = frozenset("²³½¼¾ºª×±")
_BEFORE_THEM: Final = frozenset("mn")  # m², nº
_SIGN: Final = log(1 / 15)
_STRANGE: Final = log(1 / 50_000)  # a letter that the language hasn't, a sign within a word
_ODD: Final = log(1 / 50)  # a capital behind a small letter, a letter beside a digit
_KNOWN: Final = 1.2  # for every small word of the language
_ENOUGH: Final = 10  # of them

type _Place = tuple[int, int, int]  # a byte beyond ASCII between its neighbours


def latin_charset(data: bytes, *, declared: bool = False) -> str:
    """Give the codec for `data`, which is in Latin script and neither ASCII nor UTF-8.

    Much has to speak against the usual one where it was `declared`.
    """
    data = b" %b " % data[:_LOOKED_AT]
    if declared and _may_be_western(data):
        return _USUAL
    data = _TAG.sub(b" ", data)
    words = Counter(_WORD.findall(data.lower()))
    places = Counter((data[at - 1], data[at], data[at + 1]) for at in _places(data))
    bonus = _bonus(words)
    best, found = float("-inf"), _USUAL
    for codec, group, doubt in _CHARSETS:
        letters, rest = _letters(places, codec)
        rest += _ODD * _hard(places, codec) if group == "western" else 0
        value = rest - doubt + max(_fit(letters, code) + bonus[code] for code in packaged("letters")[group])
        if codec == _USUAL and declared:
            value += _DECLARED
        if value > best:
            best, found = value, codec
    return found


def _may_be_western(data: bytes) -> bool:
    """Tell at a glance whether such letters are few, or all of western languages and where those have them."""
    if len(data.translate(None, _ASCII)) * _RARE < len(data):
        return True
    letters = set(data.translate(None, _NO_LETTERS))
    return any(letters <= alphabet for alphabet in _western_alphabets()) and not _ODD_HERE.search(data)


def _places(data: bytes) -> Iterator[int]:
    return (found.start() for found, _ in zip(_HIGH.finditer(data), range(_MOST), strict=False))


def _bonus(words: Mapping[bytes, int]) -> dict[str, float]:
    """Tell how much small words speak for each language, less what is held against it beforehand."""
    known = Counter[str]()
    for word, count in words.items():
        for code in _small_words().get(word, ()):
            known[code] += count
    return {code: _KNOWN * min(_ENOUGH, known[code]) - doubt for code, doubt in _doubts().items()}


def _fit(letters: Mapping[str, int], code: str) -> float:
    """Give the likelihood of these letters among those of a language beyond ASCII, as a logarithm."""
    shares = _shares(code)
    return sum(count * shares.get(letter, _STRANGE) for letter, count in letters.items())


def _letters(places: Mapping[_Place, int], codec: str) -> tuple[Counter[str], float]:
    """Give the letters that a codec makes of the places, in small, and how likely the signs and positions are."""
    table = _characters(codec)
    letters, rest, quotes = Counter[str](), 0.0, 0  # quotations that were closed without being opened
    for (before, byte, after), count in places.items():
        sign = table[byte]
        if sign.isalpha() and sign not in _BEHIND_NUMBERS:
            letters[sign.lower()] += count
            rest += count * _position(table[before], sign, table[after])
        else:
            rest += count * _chance(table[before], sign, table[after])
            quotes += count * ((sign == "»" and table[before].isalpha()) - (sign == "«"))
    return letters, rest + _ODD * max(0, quotes)


def _position(before: str, sign: str, after: str) -> float:
    """Tell how likely a letter is between two characters."""
    if sign.isupper():
        return _ODD if before.islower() or not (before.isalpha() or after.isalpha()) else 0
    return _ODD if after.isupper() or before.isdigit() or after.isdigit() else 0


def _chance(before: str, sign: str, after: str) -> float:
    """Tell how likely a sign is between two characters."""
    if sign in _ASIDE or sign == "’":
        return _SIGN
    if sign in _OPENING:
        return _STRANGE if before.isalpha() else _SIGN
    if sign in _CLOSING:
        return _STRANGE if after.isalpha() else _SIGN
    if sign in _BEHIND_NUMBERS:
        return _STRANGE if after.isalpha() or (before.isalpha() and before not in _BEFORE_THEM) else _SIGN
    return _STRANGE


def _hard(places: Mapping[_Place, int], codec: str) -> int:
    """Count the cedillas below a c where nothing softens it."""
    table = _characters(codec)
    return sum(count for (_, byte, after), count in places.items() if table[byte] == "ç" and table[after] in _HARD)


@cache
def _western_alphabets() -> tuple[frozenset[int], ...]:
    """Give the bytes of the letters, capitals too, of the commonest western languages together and of each other one.

    Icelandic is looked at closely, since Turkish has its letters in the same places.
    """
    alone = [(code,) for code in packaged("letters")["western"] if code not in {*_MIXED, "is"}]
    said = ["".join(letter for code in codes for letter in _shares(code)) for codes in (_MIXED, *alone)]
    return tuple(frozenset((letters + letters.upper()).encode(_USUAL, "ignore")) for letters in said)


@cache
def _characters(codec: str) -> str:
    return "".join(bytes((byte,)).decode(codec, "replace") for byte in range(256))


@cache
def _shares(code: str) -> dict[str, float]:
    """Give the logarithm of each letter's share among those of a language beyond ASCII."""
    said = next(group[code] for group in packaged("letters").values() if code in group)
    counts = {word[0]: int(word[1:]) for word in str(said).split()}
    return {letter: log(count / sum(counts.values())) for letter, count in counts.items()}


@cache
def _small_words() -> dict[bytes, tuple[str, ...]]:
    """Give for each small word the languages that have it."""
    found: dict[bytes, tuple[str, ...]] = {}
    for code, said in packaged("letters")["words"].items():
        for word in {word.encode() for word in str(said).split() if word.isascii()}:
            found[word] = (*found.get(word, ()), code)
    return found


@cache
def _doubts() -> dict[str, float]:
    doubts = packaged("letters")["doubts"]
    return {code: float(str(doubts.get(code, 0))) for code in packaged("letters")["words"]}
