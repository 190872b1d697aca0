"""How much of the mail has got through by a moment: asked when nothing goes wrong any more, before the calm begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.torture_mail.bringing import Brought, ids_in
from bench.torture_mail.letterbox import taken


@dataclass(frozen=True, slots=True)
class Progress:
    """Mails that are ours out of those that the servers had, and replies that left out of those that were accepted."""

    taken: int
    brought: int
    left: int
    accepted: int

    def __str__(self) -> str:
        return f"{self.taken} of {self.brought} mails taken in, {self.left} of {self.accepted} replies delivered"


def so_far(brought: Sequence[Brought], store: Path, journal: Path) -> Progress:
    """Return what has got through by now."""
    from amends.desk.intake.models import Arrival

    known = set(Arrival.objects.values_list("digest", flat=True))
    ours = {one.letter.number for one in brought if one.digest in known}
    accepted = set(journal.read_text().split()) if journal.exists() else set()
    left = {value for letter in taken(store) for value in ids_in(letter.raw).get("message-id", [])}
    there = {one.letter.number for one in brought}
    return Progress(taken=len(ours), brought=len(there), left=len(accepted & left), accepted=len(accepted))
