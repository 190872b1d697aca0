"""What a mail carried besides words and files, said calmly: invitation, cards, voice message, seal, failed checks."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format

from amends.desk.people.rules import normal_address
from amends.doors.workbench.showing.mail_words import check_words, seal_words
from amends.doors.workbench.talk import Aside

if TYPE_CHECKING:
    from amends.desk.cases.models import Message
    from amends.doors.workbench.showing.file import CaseFile

type Kept = Mapping[str, Any]
"""One of the particulars, as `desk/intake/particulars.py` wrote it."""

_METHODS = {
    "request": "Invitation",
    "cancel": "Called off",
    "reply": "Answer to an invitation",
    "counter": "Another time proposed",
    "publish": "Date",
}
_NO_PLACE = {"UTC", "Etc/UTC", "Z", "GMT", "Etc/GMT"}
_ANSWERS = {"accepted": "Accepted", "declined": "Declined", "tentative": "Accepted, perhaps"}


def asides_of(message: "Message", file: "CaseFile") -> tuple[Aside, ...]:
    """Return what stands beside the words of a message; what is to be careful about stands first."""
    kept: Kept = message.particulars or {}
    return tuple(_asides(kept, file))


def _asides(kept: Kept, file: "CaseFile") -> Iterator[Aside]:
    if failed := kept.get("failed"):
        yield _failed(failed)
    if seal := kept.get("seal"):
        yield Aside("lock", seal_words(seal["way"], seal["what"]))
    if voice := kept.get("voice"):
        yield Aside("voicemail", _voice(voice))
    if invitation := kept.get("invitation"):
        yield _invitation(invitation, file.viewer.zone)
    for card in kept.get("cards") or ():
        yield _card(card, file)


def _failed(failed: list[Kept]) -> Aside:
    lines = dict.fromkeys(check_words(each["method"], each["domain"]) for each in failed)
    return Aside(
        "triangle-alert",
        "Who sent this could not be confirmed: treat it with care, and ask before you act on it.",
        (f"Our mail server says: {'; '.join(lines)}.",),
        warns=True,
    )


def _voice(voice: Kept) -> str:
    of = f" from {voice['caller']}" if voice.get("caller") else ""
    seconds = voice.get("seconds")
    if seconds is None:
        return f"Voice message{of}"
    minutes, rest = divmod(seconds, 60)
    length = f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return f"Voice message{of}, {length}"


def _invitation(kept: Kept, zone: tzinfo) -> Aside:
    name = _ANSWERS.get(kept.get("answer") or "") or _METHODS.get(kept.get("method") or "", "Date")
    lines = [*_when(kept, zone)]
    if kept.get("repeats"):
        lines.append("It repeats.")
    if kept.get("place"):
        lines.append(f"Where: {kept['place']}")
    organiser = kept.get("organiser") or {}
    if who := " ".join(part for part in (organiser.get("name"), _in_brackets(organiser)) if part):
        lines.append(f"From: {who}")
    summary = kept.get("summary")
    return Aside("calendar", f"{name}: {summary}" if summary else name, tuple(lines))


def _in_brackets(organiser: Kept) -> str:
    address = organiser.get("address") or ""
    return f"<{address}>" if address and organiser.get("name") else address


def _when(kept: Kept, zone: tzinfo) -> Iterator[str]:
    """Yield when it is, at the desk and where its sender is."""
    begins, ends = (_moment(kept.get(name)) for name in ("begins", "ends"))
    if begins is None:
        return
    if kept.get("all_day"):
        last = date_format(ends, "l j F Y") if ends and ends.date() > begins.date() else ""
        yield f"{date_format(begins, 'l j F Y')}{f' to {last}' if last else ''}, all day"
        return
    yield _span(begins, ends, zone)
    theirs = _zone(kept.get("zone") or "")
    if theirs and begins.astimezone(theirs).utcoffset() != begins.astimezone(zone).utcoffset():
        yield f"For them {_span(begins, ends, theirs)} ({kept['zone']})"


def _span(begins: datetime, ends: datetime | None, zone: tzinfo) -> str:
    first, last = begins.astimezone(zone), ends.astimezone(zone) if ends else None
    words = date_format(first, "l j F Y, H:i")
    if last is None or last <= first:
        return words
    return f"{words} to {date_format(last, 'H:i' if last - first < timedelta(days=1) else 'l j F Y, H:i')}"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _zone(name: str) -> ZoneInfo | None:
    """Return the zone of a place; universal time is how calendars count, and nobody lives by it."""
    try:
        return ZoneInfo(name) if name and name not in _NO_PLACE else None
    except (KeyError, ValueError, OSError):
        return None


def _card(card: Kept, file: "CaseFile") -> Aside:
    customer = file.case.customer
    known = {row.value for row in customer.addresses.all() if row.kind == "phone"}
    phones = tuple(phone for phone in card.get("phones") or () if phone)
    of = card.get("name") or card.get("organisation") or "somebody"
    house = card.get("organisation") if card.get("name") else ""
    return Aside(
        "circle-user",
        f"Card of {of}{f', {house}' if house else ''}",
        (*phones, *(address for address in card.get("addresses") or () if address)),
        phones=tuple(phone for phone in phones if normal_address("phone", phone) not in known),
        customer_url=f"/customers/{customer.pk}/",
    )
