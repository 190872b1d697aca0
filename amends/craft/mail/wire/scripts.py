"""In which charset bytes were written that are mostly no ASCII letters: Cyrillic, Greek, Japanese and the like."""

import re
from importlib import import_module
from typing import Final

_LOOKED_AT: Final = 50_000  # bytes that are shown to the detector
_DETECTABLE: Final = {
    "cp1251": "cp1251", "koi8_r": "koi8-u", "koi8_u": "koi8-u", "cp866": "cp866", "iso8859_5": "iso8859-5",
    "mac_cyrillic": "mac-cyrillic",
    "shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp",
    "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "big5": "cp950", "big5hkscs": "big5hkscs",
    "euc_kr": "cp949", "cp949": "cp949",
    "iso8859_7": "cp1253", "cp1253": "cp1253", "iso8859_8": "cp1255", "cp1255": "cp1255",
    "iso8859_6": "iso8859-6", "cp1256": "cp1256", "iso8859_11": "cp874", "tis_620": "cp874", "cp874": "cp874",
}  # fmt: skip
_ASCII: Final = bytes(range(128))
_IN_PAIRS: Final = re.compile(rb"(?:[\x00-\x7f]++|[\xa1-\xfe]{2})*+")
_KOREAN: Final = re.compile(rb"(?:[\x00-\x7f]++|[\xb0-\xc8][\xa1-\xfe])*+")
_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
_ACCENT: Final = re.compile(rb"[a-z][\x80-\xff]{1,2}[a-z]")
_MIXED: Final = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_A_NAME: Final = 10  # letters beyond ASCII; with fewer, accents can be as thick as this
_FEWEST: Final = 3  # of them that say anything
_UNSURE: Final = frozenset({"", "cp1253", "mac-cyrillic"})  # found for short texts in Cyrillic, too
_CYRILLIC: Final = re.compile("[оеаинтсрвлкмдпуіїыя]")
_GREEK: Final = re.compile("[αειονστηρκπυμλςάέήίόύώ]")
_ACCENTED: Final = re.compile("[άέήίόύώΆΈΉΊΌΎΏ]")
_UNACCENTED: Final = 0.65
_COMMON: Final = {"cp1251": _CYRILLIC, "koi8-u": _CYRILLIC, "cp866": _CYRILLIC, "cp1253": _GREEK}
_MOSTLY: Final = 0.55


def script_charset(data: bytes) -> str:
    """Give the codec for `data`, which is neither ASCII nor UTF-8, by a detector of scripts; "" for Latin script."""
    if not _is_of_another_script(data[:_LOOKED_AT]):
        return ""
    detector = import_module("resiliparse.parse.encoding")  # 4 MB that hardly a mail needs
    found = _DETECTABLE.get(str(detector.detect_encoding(data[:_LOOKED_AT])).replace("-", "_"), "")
    if found in _UNSURE:
        found = _by_common_letters(data[:_LOOKED_AT]) or found
    if not found and _IN_PAIRS.fullmatch(data):
        found = "cp949" if _KOREAN.fullmatch(data) else ""
    return found


def _is_of_another_script(data: bytes) -> bool:
    """Tell words of another script, also a few among many plain ones, from single accents between plain letters."""
    high = len(data.translate(None, _ASCII))
    if high < _A_NAME and _ACCENT.search(data):
        return False
    if high * 3 >= len(data) - data.count(b" ") - data.count(b"\n"):
        return True
    return sum(map(len, _RUN.findall(data))) * 4 >= high * 3


def _by_common_letters(data: bytes) -> str:
    """Give the codec that makes of most letters common Cyrillic or Greek ones, for texts too short for the detector."""
    high = data.translate(None, _ASCII)
    if len(high) < _FEWEST or _MIXED.search(data):
        return ""
    shares = {codec: _share(high.decode(codec, "replace"), common) for codec, common in _COMMON.items()}
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] > _MOSTLY else ""


def _share(text: str, common: re.Pattern[str]) -> float:
    """Tell what share of a text common letters are; capitals count for less, and so does Greek without an accent."""
    share = (len(common.findall(text)) + len(common.findall(text.lower())) * 2) / (3 * len(text))
    return share * _UNACCENTED if common is _GREEK and not _ACCENTED.search(text) else share
