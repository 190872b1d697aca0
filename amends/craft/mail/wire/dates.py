"""The dates that mail programs write, from the one of the standard to those of no standard at all."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan janv ene gen sty",
            "feb fev fév febr lut",
            "mar mär mrz mrt mars marz",
            "apr avr abr kwi",
            "may mai mag maj mei",
            "jun juin giu cze",
            "jul juil lug lip",
            "aug ago aoû aou sie",
            "sep set sept wrz",
            "oct okt ott out paź",
            "nov lis",
            "dec dez dic déc des gru",
        ),
        start=1,
    )
    for name in names.split()
}
# Hours from UTC; where two zones share a name, the one with more senders.
_ZONES: Final = {
    "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "mez": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "sast": 2,
    "eest": 3, "msk": 3, "trt": 3, "msd": 4, "gst": 4, "pkt": 5, "ist": 5.5, "ict": 7, "wib": 7, "hkt": 8, "sgt": 8,
    "awst": 8, "pht": 8, "jst": 9, "kst": 9, "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3, "adt": -3, "ast": -4, "edt": -4, "est": -5, "cdt": -5, "cst": -6,
    "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akdt": -8, "akst": -9, "hst": -10,
}  # fmt: skip
_NAME: Final = r"([^\W\d_]{3,12})\.?"
_USUAL: Final = re.compile(
    r"(?:\w{3}, ?)?(\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)(?: \([^()]*\))?", re.ASCII
)
_COMMENT: Final = re.compile(r"\([^()]*\)")
_DAY_FIRST: Final = re.compile(rf"(?<!\d)([0-9]{{1,2}})\.?[\s-]*{_NAME}[\s,-]*([0-9]{{2,4}})(?![\d:])")
_MONTH_FIRST: Final = re.compile(rf"{_NAME}\s+([0-9]{{1,2}}),?\s+([0-9]{{4}}(?!\d)|[0-9]{{2}}(?=\s+\d{{1,2}}:\d\d:))")
_YEAR_BEHIND: Final = re.compile(rf"{_NAME}\s+([0-9]{{1,2}})\s(?=.*\d:\d)(.*)(?<![\d+-])([0-9]{{4}})\b(.*)")
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)[T ]?", re.ASCII | re.IGNORECASE)
_POINTED: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)", re.ASCII)
_TIME: Final = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:[.,]\d{1,9})?\s*(?:([ap])\.?m\b\.?)?", re.ASCII | re.IGNORECASE
)
_OFFSET: Final = re.compile(r"\s*(?:gmt|utc?)?\s*([+-])(\d{1,2}?):?(\d\d)?(?!\d)", re.ASCII | re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]{2,5}")
_DAY: Final = timedelta(days=1)
_NOON: Final = 12
_LAST_SECOND: Final = 59
_SHORT: Final = 2  # digits of a year


def find_date(text: str) -> datetime:
    """Give the moment that `text` names, in UTC where it names no zone; ValueError where it names none."""
    usual = _USUAL.fullmatch(text)
    if usual:
        day, month, year, hour, minute, second, sign, hours, minutes = usual.groups()
        zone = _zone_of(sign, hours, minutes)
        moment = _Moment(int(year), _month(month), int(day), int(hour), int(minute), int(second))
        return moment.at(zone)
    return _unusual(_COMMENT.sub(" ", text).replace('"', " "))


class _Moment(tuple[int, ...]):
    """Year, month, day, hour, minute, second as they were written."""

    __slots__ = ()

    def __new__(cls, *numbers: int) -> "_Moment":
        return super().__new__(cls, numbers)

    def at(self, zone: tzinfo) -> datetime:
        year, month, day, hour, minute, second = self
        return datetime(year, month, day, hour, minute, min(second, _LAST_SECOND), tzinfo=zone)


def _unusual(text: str) -> datetime:
    (year, month, day), rest = _day(text)
    time = _TIME.search(rest)
    if time is None:
        return _Moment(year, month, day, 0, 0, 0).at(UTC)
    hour = int(time[1])
    if time[4] and hour <= _NOON:  # some write AM and PM after 24 hours, too
        hour = hour % _NOON + (_NOON if time[4] in "pP" else 0)
    return _Moment(year, month, day, hour, int(time[2]), int(time[3] or 0)).at(_zone(rest[time.end() :]))


def _day(text: str) -> tuple[tuple[int, int, int], str]:
    """Give year, month, day and what else stands in `text`."""
    for form, day, name in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in form.finditer(text):
            if month := _month(match[name]):
                rest = f"{text[: match.start()]} {text[match.end() :]}"
                return (_year(match[3]), month, int(match[day])), rest
    if numbers := _NUMBERS.search(text):
        return (int(numbers[1]), int(numbers[2]), int(numbers[3])), text[numbers.end() :]
    if pointed := _POINTED.search(text):
        return (int(pointed[3]), int(pointed[2]), int(pointed[1])), text[pointed.end() :]
    if behind := _YEAR_BEHIND.search(text):
        return (int(behind[4]), _month(behind[1]), int(behind[2])), behind[3] + behind[5]
    raise ValueError(text)


def _month(name: str) -> int:
    """Give the number of a month by the beginning of its name in the commonest languages; 0 if it is none."""
    name = name.lower()
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3], 0)


def _year(digits: str) -> int:
    """Give the year; two digits as the mail standard reads them, three as what a program of 1999 made of 2000."""
    if len(digits) > _SHORT:
        return int(digits) + (1900 if len(digits) == _SHORT + 1 else 0)
    return int(digits) + (2000 if digits < "50" else 1900)


def _zone(text: str) -> tzinfo:
    if offset := _OFFSET.match(text):
        return _zone_of(offset[1], offset[2], offset[3] or "0")
    for word in _WORD.finditer(text):
        if word[0].lower() in _ZONES:
            return timezone(timedelta(hours=_ZONES[word[0].lower()]))
    return UTC


def _zone_of(sign: str, hours: str, minutes: str) -> tzinfo:
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset) if offset < _DAY else UTC
