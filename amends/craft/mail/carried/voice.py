"""Who left a voice message and how long it is: from headers, subject, words and file names of phone systems."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from amends.craft.mail.carried.devices import audio_parts, file_name
from amends.craft.mail.folding import folded
from amends.craft.mail.mail import Address, Voice
from amends.craft.mail.packaged import phrases
from amends.craft.mail.wire.headers import Headers, one_line
from amends.craft.mail.wire.mime import Part

_CALLER_HEADERS: Final = (
    "x-callingtelephonenumber", "x-calling-telephone-number", "x-voicemail-from", "x-voicemail-callerid",
    "x-asterisk-vm-caller-id-num", "x-asterisk-callerid", "x-callerid", "x-caller-id", "x-voicemail",
    "x-asterisk-calleridname", "x-voicemessagesendername",
)  # fmt: skip
_LENGTH_HEADERS: Final = (
    "x-voicemessageduration", "x-voice-message-duration", "x-voicemail-duration", "x-asterisk-vm-duration",
    "x-vm-duration", "content-duration",
)  # fmt: skip
_LONGEST: Final = 3_000  # code points of text that are looked at
_FEWEST, _MOST = 5, 17  # digits of a number
_LONGEST_CALL: Final = 6 * 3600
_NUMBER: Final = re.compile(r"(?<![\w.:+-])(\+?(?:\(\d{1,6}\)[ ./-]?)?\d(?:[\d ./-]|\(0\)){2,22}\d)(?![\w:])")
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)")
_EXTENSION: Final = re.compile(r"\+?\d{2,20}")
_FROM: Final = re.compile(
    r"(?:\bfrom|\bvon|\bde|\bdes|\bda|\bdal|\bvan|\bod|\bfrån|\bfra|\bот|\bby)\b:?\s+(\S[^\n]{0,120})", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"\s+(?:on|at|to|in|for|am|um|vom|an|auf|le|à|el|il|op|om|dated)\s.*"
    r"|\s*[,;(<\[|].*|\s+[-–—].*|\s+\d{1,2}[:/.].*",
    re.IGNORECASE,
)
_CLOCK: Final = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?!:?\d)"
_LONG: Final = re.compile(rf"(?<![\d:]){_CLOCK}(?=\s*(?:long\b|min|m\b|\)))")
_SECONDS: Final = re.compile(
    r"(?:(?<!\d)(\d{1,3})\s*(?:min\w*|мин\w*|分)[^\w\n]{0,3}(?:(?:and|und|et|y|e|en|i|og|och)\s+)?)?"
    r"(?<![\d:])(\d{1,4})\s*-?\s*(?:sec\w*|sek\w*|seg\w*|сек\w*|秒|초|s\b)",
    re.IGNORECASE,
)
_MINUTES: Final = re.compile(r"(?<![\d:])(\d{1,3})\s*(?:minutes?|minuten?|minutos?|minuti|мин\w*)\b", re.IGNORECASE)
_IN_NAME: Final = re.compile(r"(?:^|[_ (-])(\+?\d{5,17})(?=[_ ).-])")


def read_voice(headers: Headers, sender: Address, *, text: str, files: Sequence[Part]) -> Voice | None:
    """Give caller and length of a voice message; None where nothing tells either."""
    recordings = audio_parts(files)
    subject, text = headers.text("subject"), text[:_LONGEST]
    caller = next(_callers(headers, sender, subject, text, recordings), "")
    seconds = next(_lengths(headers, subject, text, recordings), None)
    return Voice(caller, seconds) if caller or seconds is not None else None


def first_number(value: str) -> str:
    """Give the first phone number in `value`, empty for none."""
    return next(_numbers(value), "")


def _callers(headers: Headers, sender: Address, subject: str, text: str, leaves: Sequence[Part]) -> Iterator[str]:
    """Give who may have called, the surest first."""
    for name in _CALLER_HEADERS:
        yield from _said(headers.text(name))
    for phrase in _FROM.finditer(_subjects().sub(" ", subject)):
        yield from _said(phrase[1])
    for label in _labels("caller").finditer(text):
        yield from _said(label[1])
    for said in (sender.name, sender.address.partition("@")[0]):
        yield from _numbers(said)
    yield from _numbers(subject)
    for phrase in _FROM.finditer(text):
        yield from _numbers(phrase[1])
    for leaf in leaves:
        yield from (found[1] for found in _IN_NAME.finditer(file_name(leaf)) if not _is_date(found[1]))


def _said(value: str) -> Iterator[str]:
    """Give the number in what stands behind a label, else the name there."""
    value = one_line(value)
    yield from _numbers(value)
    name = _AFTER.sub("", value).strip("\"'<> .:")
    if folded(name) in phrases("calls", "nobody") or not name:
        return
    if _EXTENSION.fullmatch(name) or any(letter.isalpha() for letter in name):
        yield name[:80]


def _numbers(value: str) -> Iterator[str]:
    for found in _NUMBER.finditer(value):
        number = found[1].strip(" ./-")
        digits = sum(letter.isdigit() for letter in number)
        if _FEWEST <= digits <= _MOST and not _is_date(number):
            yield number


def _is_date(number: str) -> bool:
    return bool(_DATE.match(number)) or bool(re.fullmatch(r"(?:19|20)\d{6}", number))


def _lengths(headers: Headers, subject: str, text: str, leaves: Sequence[Part]) -> Iterator[int]:
    """Give how many seconds it may be, the surest first."""
    told = [headers.text(name) for name in _LENGTH_HEADERS]
    told += [leaf.headers.text("content-duration") for leaf in leaves]
    for value in told:
        yield from _length(value)
    for said in (subject, text):
        for label in _labels("length").finditer(said):
            yield from _length(label[1])
        for found in _LONG.finditer(said):
            yield from _sane(int(found[1] or 0), int(found[2]), int(found[3]))
        for found in _SECONDS.finditer(said):
            yield from _sane(0, int(found[1] or 0), int(found[2]))
        for found in _MINUTES.finditer(said):
            yield from _sane(0, int(found[1]), 0)


def _length(value: str) -> Iterator[int]:
    """Read a length that stands alone: `35`, `0:35`, `00:00:35`, `1 min 4 s`."""
    value = value.strip()[:40]
    clock = re.match(_CLOCK, value)
    spoken = _SECONDS.match(value)
    bare = re.match(r"(\d{1,5})(?![\d:.,]|\s*min)", value)
    if clock:
        yield from _sane(int(clock[1] or 0), int(clock[2]), int(clock[3]))
    elif spoken:
        yield from _sane(0, int(spoken[1] or 0), int(spoken[2]))
    elif bare:
        yield from _sane(0, 0, int(bare[1]))


def _sane(hours: int, minutes: int, seconds: int) -> Iterator[int]:
    whole = hours * 3600 + minutes * 60 + seconds
    if whole <= _LONGEST_CALL:
        yield whole


@cache
def _labels(table: str) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in phrases("calls", table))
    return re.compile(rf"(?:^|[\n(|>*•]|\b)[ \t]*(?:{words})[ \t]?[:=：*]+[ \t*]*([^\n]{{1,80}})", re.IGNORECASE)


@cache
def _subjects() -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(phrase) for phrase in phrases("calls", "voice") if "(" not in phrase), re.IGNORECASE
    )
