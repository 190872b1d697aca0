"""The names that mails give to charsets, and the codec each of them means."""

import codecs
import re
from functools import cache
from typing import Final

# Readable by nobody's mail program, or so slow on long input that a mail could stall the desk.
_REFUSED: Final = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})

_SAYING_NOTHING: Final = frozenset({
    "", "default", "default-charset", "x-default", "none", "null", "unknown", "unknown-8bit", "x-unknown", "8bit",
    "7bit", "binary", "x-user-defined", "user-defined", "unspecified", "charset", "native", "other",
    "ansi", "ms-ansi", "x-ansi", "windows", "iso-8859", "iso8859", "8859",  # of many, and not which
})  # fmt: skip

# Names that Python doesn't know, and charsets that stand for a larger one which contains them.
_ALIASES: Final = {
    "ansi-x3.110-1983": "cp1252",
    "ascii": "utf-8",
    "big5": "cp950",
    "cesu-8": "utf-8",
    "cn-big5": "cp950",
    "cn-gb": "gb18030",
    "cp936": "gb18030",
    "dos-720": "cp720",
    "euc-cn": "gb18030",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb-2312-80": "gb18030",
    "gbk": "gb18030",
    "hebrew": "iso8859-8",
    "hz-gb-2312": "hz",
    "iso-10646-ucs-2": "utf-16",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "ks-c-5601": "cp949",
    "ks-c-5601-1987": "cp949",
    "ks-c-5601-1992": "cp949",
    "ksc5601": "cp949",
    "latin-1": "cp1252",
    "mac": "mac-roman",
    "macintosh": "mac-roman",
    "shift-jis": "cp932",
    "shift-jis-2004": "shift_jis_2004",
    "sjis": "cp932",
    "tis-620": "cp874",
    "ucs-2": "utf-16",
    "unicode": "utf-16",
    "us-ascii": "utf-8",
    "utf-16be": "utf-16",  # which of the two it is, the bytes show better
    "utf-16le": "utf-16",
    "windows-31j": "cp932",
    "x-mac-ce": "mac-latin2",
    "x-mac-japanese": "cp932",
    "x-mac-korean": "cp949",
    "x-mac-chinesesimp": "gb18030",
    "x-mac-chinesetrad": "cp950",
    "x-x-big5": "cp950",
}
_UTF_7: Final = re.compile(r"(?:.*-)?utf-?7(?:-imap)?")
_UTF_8: Final = re.compile(r"(?:.*-)?utf-?8(?:mb\d|-.*)?")
_JAPANESE: Final = re.compile(r"(?:x-)?(?:windows-?)?(?:iso-?2022-?jp.*|csiso2022jp.*|cp-?5022\d|jis)")
_PAGE: Final = re.compile(r"(?:x-)?(?:windows|win|cp|ibm|microsoft-cp|ms-cp|ms|dos)-?(\d{3,5})")
_LATIN: Final = re.compile(r"(?:x-)?(?:iso-?)?8859-?(\d{1,2})(?:-[ei]|:\d+)?")
_MAC: Final = re.compile(r"x-mac-?(.+)")
_BETWEEN: Final = re.compile(r"[\s_]+")
_AROUND: Final = " \t\r\n\"'<>;,="
JAPANESE: Final = "iso2022_jp"


@cache
def codec(declared: str) -> str | None:
    """Give the codec for a declared name, "" for one that says nothing, None for one that can't be used.

    UTF-16 stands for both its byte orders, `JAPANESE` for the whole family of ISO-2022-JP.
    """
    bare = declared.lower().removeprefix("charset=").partition("(")[0]
    name = _BETWEEN.sub("-", bare.strip(_AROUND))
    if name in _SAYING_NOTHING:
        return ""
    if _UTF_8.fullmatch(name):
        return "utf-8"
    if _JAPANESE.fullmatch(name):
        return JAPANESE
    for known in (name, name.removeprefix("x-"), _spelt_usually(name)):
        found = _ALIASES.get(known) or _python_codec(known)
        if found:
            return found
    return None


def _spelt_usually(name: str) -> str:
    """Give the usual spelling of a name that is built like many others."""
    if _UTF_7.fullmatch(name):
        return "utf-7"
    if latin := _LATIN.fullmatch(name):
        return f"iso-8859-{latin[1]}"
    if page := _PAGE.fullmatch(name):
        return f"cp{page[1]}"
    if mac := _MAC.fullmatch(name):
        return f"mac-{mac[1]}"
    return ""


def _python_codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
        b"a".decode(found, "replace")  # turns away what is no charset, such as "hex"
    except (LookupError, ValueError):
        return None
    if found in _REFUSED:
        return None
    return _ALIASES.get(found.replace("_", "-").replace("iso8859", "iso-8859"), found)
