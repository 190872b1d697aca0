"""Ids that mails of several people bear: a device may give all its mails one, and anybody can take another's."""

from typing import TYPE_CHECKING

from amends.desk.cases.models import Message, Participant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def shared(ids: "Sequence[str]", known: "Mapping[str, int]", *, sender: str, reused: str = "") -> dict[str, int | None]:
    """Return those of the ids that messages of several cases bear, and to which case each leads this sender.

    It is the newest of those in which they take part, none for a stranger. `reused` is the id of a mail that a message
    bore before it, which is the same: it says nothing to whoever has no part in what that message said.
    """
    borne: dict[str, set[int]] = {}
    for value, case in Message.objects.filter(message_id__in=ids).values_list("message_id", "case"):
        borne.setdefault(value, set()).add(case)
    found = {value: cases for value, cases in borne.items() if len(cases) > 1 or value == reused}
    for value, cases in found.items():
        cases.update({known[value]} if value in known else ())
    theirs = _cases_of(sender, {case for cases in found.values() for case in cases})
    return {value: max(cases & theirs, default=None) for value, cases in found.items()}


def _cases_of(sender: str, cases: set[int]) -> set[int]:
    if not sender or not cases:
        return set()
    taken = Participant.objects.filter(case__in=cases, address__kind="email", address__value=sender)
    return set(taken.values_list("case", flat=True))
