"""Plays in words: why one is suggested, what is on record, and what fills the places of their sentences."""

from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.dateformat import format as date_format
from django.utils.translation import override

from amends.craft.money import parse, show
from amends.craft.refusal import Malformed
from amends.desk.policies.wording import language_of
from amends.doors.shell.moments import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amends.craft.plays import Suggestion
    from amends.desk.plays.models import PlayRecord
    from amends.doors.workbench.showing.file import CaseFile

SIGNALS: Final = {
    "churn": "they speak of leaving",
    "wants_supervisor": "they ask for somebody senior",
    "complaint": "they complain",
    "stalemate": "they don't accept our answer",
    "abuse": "they insult us",
}


def because(suggestion: "Suggestion") -> str:
    """Say in one line what suggested a play."""
    said = []
    for sign in suggestion.because:
        match sign.signal:
            case "rounds":
                said.append(f"they turned down {sign.value:.0f} answers of ours")
            case "words":
                said.append(f"{sign.value:.0f} words in one message")
            case "spoken":
                said.append("said aloud")
            case name:
                said.append(SIGNALS[name])
    return ", and ".join(said)


def recorded(row: "PlayRecord", file: "CaseFile") -> str:
    """Say what is on record: who wrote it down, when, and what it tells."""
    viewer = file.viewer
    people = row.agent.public_name + (f" and {row.second.public_name}" if row.second else "")
    told = [row.details.get("text", ""), _amount(row, viewer.settings.language), _at(row, viewer.settings.language)]
    told += [row.person.public_name] if row.person else []
    told += ["after a threat"] if row.details.get("threat") else []
    said = ", ".join(part for part in told if part)
    return f"{people}, {moment(row.recorded_at, now=viewer.now, zone=viewer.zone).words}" + (
        f": {said}" if said else ""
    )


def places_of(file: "CaseFile", rows: "Mapping[str, PlayRecord]") -> dict[str, str]:
    """Return what fills the places of sentences; what nobody knows is left out, and stays a place in the draft."""
    language = file.case.customer.language
    customer, newest = file.case.customer, sorted(rows.values(), key=lambda row: row.pk)
    called = next((row.owner.public_name for row in file.owed if row.kind == "escalate" and row.owner), "")
    named = next((row.person.public_name for row in reversed(newest) if row.person), "")
    on, at = (_newest(newest, name) for name in ("date", "time"))
    known = {
        "name": " ".join(part for part in (customer.salutation, customer.name) if part),
        "boss": named or called,
        "agent": file.viewer.agent.public_name,
        "want": file.case.want,
        "company": file.viewer.settings.name,
        "amount": next((amount for row in reversed(newest) if (amount := _amount(row, language))), ""),
        "date": _day(on, language),
        "time": at,
        "cause": _text(rows, "cause_told"),
        "cure": _text(rows, "cure_told"),
    }
    return {name: value for name, value in known.items() if value}


def _newest(rows: "Sequence[PlayRecord]", name: str) -> str:
    return next((row.details[name] for row in reversed(rows) if name in row.details), "")


def _text(rows: "Mapping[str, PlayRecord]", kind: str) -> str:
    row = rows.get(kind)
    return row.details.get("text", "").rstrip(".") if row else ""


def _amount(row: "PlayRecord", language: str) -> str:
    try:
        return show(parse(row.details["amount"]), language) if "amount" in row.details else ""
    except Malformed:
        return ""


def _at(row: "PlayRecord", language: str) -> str:
    parts = (_day(row.details.get("date", ""), language), row.details.get("time", ""))
    return " ".join(part for part in parts if part)


def _day(text: str, language: str) -> str:
    """Say a day as it reads inside a sentence, without its weekday."""
    if not text:
        return ""
    with override(language_of(language)):
        return date_format(date.fromisoformat(text), "j. F Y" if language == "de" else "j F Y")
