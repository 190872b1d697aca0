"""From bytes to text, whatever charset was declared: as declared where that fits, else what the bytes look like."""

import codecs
import re
from contextlib import suppress
from typing import Final

from amends.craft.mail.wire.charset_names import JAPANESE, codec
from amends.craft.mail.wire.japanese import decode_japanese, is_japanese
from amends.craft.mail.wire.latin import latin_charset
from amends.craft.mail.wire.scripts import script_charset

_LONGEST_NAME: Final = 60
_SOUND_FOR_BROKEN: Final = 4
_LARGER: Final = {"cp950": "big5hkscs", "big5": "big5hkscs", "euc_jp": "euc_jis_2004", "cp932": "euc_jp"}
_PAIRED: Final = frozenset({"gb18030", "cp949", "cp950", "big5hkscs", "cp932", "euc_jp", "johab", "hz", "iso2022_kr"})
_WESTERN: Final = frozenset({"cp1252", "iso8859-15"})  # what programs declare that know no other
_WIDE: Final = ("utf-16", "utf-32")
_BYTE_ORDER: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII: Final = bytes(range(128))
_STRAY: Final = "amends.stray"
_SURE: Final = 30  # bytes in which another script than the declared one is looked for
_LONGEST_RUNS: Final = 60_000  # bytes in which UTF-7 between other bytes is looked for
_SHIFTED: Final = re.compile(rb"\+[A-Za-z0-9+/]{2,40}(?![A-Za-z0-9+/])-?|\+-")
_THREE_BYTES: Final = re.compile("[\u0800-\uffff]")


def decode(data: bytes, declared: str = "", *, doubted: bool = True) -> tuple[str, bool]:
    """Give the text of `data` and whether the declared charset was one that exists and fits.

    One that fits any bytes is taken for what most programs declare, unless it is not `doubted`.
    """
    name = codec(declared[:_LONGEST_NAME])
    if not name:
        return guess(data), name is not None
    if name == "utf-8" and not data.startswith(codecs.BOM_UTF8):
        if data.isascii() and b"\x1b" not in data and b"\0" not in data:
            return data.decode("ascii"), True
        with suppress(UnicodeDecodeError):
            text = data.decode()
            return (text, True) if "\x1b" not in text and "\0" not in text else (guess(data), True)
    found = _as_declared(data, name, doubted=doubted)
    return (_sound(found), True) if found is not None else (_instead(data, name), False)


def guess(data: bytes) -> str:
    """Give the text of bytes that declare nothing, or wrongly."""
    if data.isascii():
        if b"\x1b" in data and is_japanese(data):
            return decode_japanese(data)[0]
        return (b"\0" in data and _wide(data)) or data.decode("ascii")
    marked = next((name for mark, name in _BYTE_ORDER if data.startswith(mark)), "")
    if marked and b"\0" in data:
        return _sound(data.decode(marked, "replace"))
    data = data.removeprefix(codecs.BOM_UTF8)
    with suppress(UnicodeDecodeError):
        return data.decode()
    return _not_quite_utf_8(data)


def _not_quite_utf_8(data: bytes) -> str:
    """Give the text of bytes that are UTF-8 with a few wrong ones in it, or none at all."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # A cut or damaged character here and there is still UTF-8; in windows-1252 nearly every accent is broken.
    if not broken or broken * _SOUND_FOR_BROKEN <= len(data) - len(text) + broken:
        return text
    whole = len(text) - (len(data) - len(data.translate(None, _ASCII))) - broken
    if whole >= broken:
        return data.decode("utf-8", _STRAY)
    return _wide(data) or _detected(data) or data.decode(latin_charset(data), "replace")


def _as_declared(data: bytes, name: str, *, doubted: bool) -> str | None:
    """Give the text as the codec `name` reads it, None where it doesn't fit or the bytes show another one."""
    if name == JAPANESE:
        text, whole = decode_japanese(data)
        return text if whole and (data.isascii() or not _is_utf_8(data)) else None
    if name.startswith(_WIDE):
        return _as_wide(data, name)
    if _shows_another(data, name) or (doubted and name in _WESTERN and not data.isascii() and _is_not_western(data)):
        return None
    for tried in (name, _LARGER.get(name, name)):
        with suppress(LookupError, ValueError):
            return data.decode(tried)
    return None


def _shows_another(data: bytes, name: str) -> bool:
    """Tell whether bytes that one charset would take are clearly in another."""
    if name != "utf-7" and (_is_utf_8(data, long=name in _PAIRED) or is_japanese(data)):
        return True
    return b"\0" in data and bool(_wide(data))


def _is_not_western(data: bytes) -> bool:
    """Tell what programs that know no other charset declared as the western one, from what is."""
    if len(data) >= _SURE and script_charset(data):
        return True
    return latin_charset(data, declared=True) != "cp1252"


def _as_wide(data: bytes, name: str) -> str | None:
    """Read UTF-16 or UTF-32; without a byte order mark the zeros show the order, and without zeros it is neither."""
    marked = data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE))
    if not marked and b"\0" not in data and _fits_utf_8(data):
        return None
    if len(data) % 2 and not data.endswith(b"\0"):
        data = data[:-1]  # half a line end, as some programs cut it
    with suppress(ValueError):
        return (_wide(data) or None if not marked and b"\0" in data else None) or data.decode(name)
    return None


def _instead(data: bytes, name: str) -> str:
    """Read what can't be read as declared: as UTF-8, as declared with a few gaps, or as it looks."""
    if name == "utf-7":
        return _in_runs_of_utf_7(data)
    if _fits_utf_8(data) or is_japanese(data) or name.startswith(_WIDE):
        return guess(data)
    if name == JAPANESE:
        return _detected(data) or decode_japanese(data)[0]
    if name in _PAIRED:
        text = data.decode(name, "replace")
        broken = text.count("\ufffd")
        if broken * 2 * _SOUND_FOR_BROKEN <= len(data.translate(None, _ASCII)):
            return _sound(text)
    return guess(data)


def _is_utf_8(data: bytes, *, long: bool = False) -> bool:
    """Tell whether `data` holds characters in UTF-8, `long` ones of three bytes where two might be an accident."""
    if data.isascii():
        return False
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return not long or bool(_THREE_BYTES.search(text))


def _fits_utf_8(data: bytes) -> bool:
    return data.isascii() or _is_utf_8(data)


def _wide(data: bytes) -> str:
    """Give the text of UTF-16 without a byte order mark, known by the zero in every other byte; "" if it is none."""
    zeros = data.count(0)
    if zeros * 4 < len(data) or len(data) % 2:
        return ""
    low, high = data[::2].count(0), data[1::2].count(0)
    if min(low, high) * 10 > max(low, high):
        return ""
    return _sound(data.decode("utf-16-be" if low > high else "utf-16-le", "replace"))


def _detected(data: bytes) -> str:
    """Give the text of bytes that are mostly no ASCII letters, by a detector of scripts; "" where it finds none."""
    found = script_charset(data)
    with suppress(LookupError, ValueError):
        return _sound(data.decode(found)) if found else ""
    return ""


def _in_runs_of_utf_7(data: bytes) -> str:
    """Read what stands in UTF-7 between bytes that are none."""
    return (_SHIFTED.sub(_shifted, data[:_LONGEST_RUNS]) + data[_LONGEST_RUNS:]).decode("utf-8", "replace")


def _shifted(run: re.Match[bytes]) -> bytes:
    try:
        return _sound(run[0].decode("utf-7")).encode()
    except UnicodeDecodeError:
        return run[0]


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 among others that are, as accents of the usual charset."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAY, _stray)


def _sound(text: str) -> str:
    """Drop a byte order mark, and replace halves of surrogate pairs, which UTF-7 smuggles in and no database takes."""
    if text.isascii():
        return text
    text = text.removeprefix("\ufeff")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
