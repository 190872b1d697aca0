"""Opens a winmail.dat: the files and the words that some Outlooks wrap in it instead of sending them as parts.

The layout is that of [MS-OXTNEF]. Lengths are believed only as far as there are bytes; what is cut short gives what
stood before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from amends.craft.mail.wire.charsets import decode
from amends.craft.mail.wrapped.mapi import WIDE_TEXT, Cursor, CutShortError, properties, string
from amends.craft.mail.wrapped.meetings import Meeting
from amends.craft.mail.wrapped.rich_text import unfold

_SIGNATURE: Final = 0x223E9F78
_CODEPAGE, _BODY, _PROPERTIES = 0x9007, 0x800C, 0x9003
_NEW_FILE, _FILE_NAME, _FILE_DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_TEXT, _RICH, _HTML = 0x1000, 0x1009, 0x1013
_CLASS, _CLASS_TOLD = 0x001A, 0x8008
_SUBJECT, _BEGINS, _ENDS = 0x0037, 0x0060, 0x0061
_SAID: Final = frozenset({_CLASS, _SUBJECT})
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _MIME_TYPE, _DATA = 0x3707, 0x3704, 0x3001, 0x370E, 0x3701
_NAMES: Final = (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME)
_MOST_FILES: Final = 200


@dataclass(slots=True)
class WrappedFile:
    """A file that was wrapped; `type` is empty where nothing says it."""

    name: str = ""
    type: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Wrapped:
    """What was wrapped: files, and the words in up to three forms."""

    files: list[WrappedFile] = field(default_factory=list)
    text: str = ""
    html: str = ""
    rich: bytes = b""
    meeting: Meeting = field(default_factory=Meeting)


def open_tnef(data: bytes) -> Wrapped | None:
    """Open the bytes of a winmail.dat; None where they are none."""
    cursor = Cursor(data)
    try:
        signature, _ = cursor.number(), cursor.number(2)  # and a key that ties it to a mail
    except CutShortError:
        return None
    if signature != _SIGNATURE:
        return None
    wrapped, charset = Wrapped(), ""
    for name, value in _attributes(cursor):
        if name == _CODEPAGE:
            charset = f"cp{int.from_bytes(value[:4], 'little')}"
        elif name == _NEW_FILE and len(wrapped.files) < _MOST_FILES:
            wrapped.files.append(WrappedFile())
        elif name in {_BODY, _PROPERTIES, _CLASS_TOLD}:
            _take_words(wrapped, name, value, charset)
        elif wrapped.files:
            _take_of_file(wrapped.files[-1], name, value, charset)
    return wrapped


def _attributes(cursor: Cursor) -> Iterator[tuple[int, bytes]]:
    """Yield the name and the bytes of each attribute; one cut short is given as far as it goes."""
    try:
        while cursor.left:
            cursor.number(1)  # of the mail, or of a file
            name = cursor.number() & 0xFFFF
            length = cursor.number()
            yield name, cursor.take(min(length, cursor.left))
            cursor.number(2)  # a sum over the bytes, which is often wrong
    except CutShortError:
        return


def _text(value: bytes, charset: str) -> str:
    return decode(value.rstrip(b"\0"), charset)[0]


def _take_words(wrapped: Wrapped, name: int, value: bytes, charset: str) -> None:
    if name == _BODY:
        wrapped.text = wrapped.text or _text(value, charset)
        return
    if name == _CLASS_TOLD:
        wrapped.meeting.kind = wrapped.meeting.kind or _text(value, charset)
        return
    for id_, kind, found in properties(value):
        told = "utf-8" if kind == WIDE_TEXT else charset
        if id_ == _TEXT:
            wrapped.text = wrapped.text or _text(string(found, kind, charset), told)
        elif id_ == _HTML:
            wrapped.html = wrapped.html or _text(string(found, kind, charset), told)
        elif id_ == _RICH:
            wrapped.rich = wrapped.rich or unfold(found)
        else:
            _take_of_meeting(
                wrapped.meeting, id_, found, _text(string(found, kind, charset), told) if id_ in _SAID else ""
            )


def _take_of_meeting(meeting: Meeting, id_: int, value: bytes, said: str) -> None:
    if id_ == _CLASS:
        meeting.kind = said
    elif id_ == _SUBJECT:
        meeting.subject = said
    elif id_ == _BEGINS:
        meeting.begins = value
    elif id_ == _ENDS:
        meeting.ends = value


def _take_of_file(file: WrappedFile, name: int, value: bytes, charset: str) -> None:
    if name == _FILE_NAME:
        file.name = file.name or _text(value, charset)
    elif name == _FILE_DATA:
        file.data = value
    elif name == _FILE_PROPERTIES:
        _take_properties(file, value, charset)


def _take_properties(file: WrappedFile, value: bytes, charset: str) -> None:
    """Take what the properties of a file say; the name it had as a file is better than its title."""
    named: dict[int, str] = {}
    for id_, kind, found in properties(value):
        told = "utf-8" if kind == WIDE_TEXT else charset
        if id_ in _NAMES:
            named[id_] = _text(string(found, kind, charset), told)
        elif id_ == _MIME_TYPE:
            file.type = _text(string(found, kind, charset), told).lower()
        elif id_ == _DATA:
            file.data = file.data or found
    file.name = named.get(_LONG_NAME) or named.get(_SHORT_NAME) or file.name or named.get(_SHOWN_NAME, "")
