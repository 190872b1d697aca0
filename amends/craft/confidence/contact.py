"""What was said between a customer and us, as far as it tells how much effort it was for them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

ContactKind = Literal["received", "reply", "call", "handoff"]

ONE_BREATH: Final = 3600
"""Seconds: what a customer says within an hour on the same channel of the same case is one contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One message, call or hand-off of a case.

    `id` orders what is of the same instant (the id of its event), `at` is UTC. Cases about the same thing share a
    `matter`; without one a case is a matter of its own. Of what was received: `asks` says that there was something to
    answer, `denies` that the customer turned down what we last said. Of a reply that left or a call that reached them:
    `by` is the agent, `answered` says that it answered, `reasked` counts the facts it asked for that had been told.
    Of a hand-off: `by` is the agent who took over, `introduced` says that the customer was told both names.
    """

    id: int
    at: "datetime"
    case: int
    kind: ContactKind
    channel: str = "email"
    matter: int | None = None
    by: int | None = None
    asks: bool = False
    denies: bool = False
    answered: bool = False
    reasked: int = 0
    introduced: bool = False

    @property
    def about(self) -> tuple[str, int]:
        """What it is about: the matter, or the case by itself."""
        return ("case", self.case) if self.matter is None else ("matter", self.matter)

    @property
    def is_ours(self) -> bool:
        """Whether it is something we said to the customer."""
        return self.kind in {"reply", "call"}


def in_order(contacts: "Iterable[Contact]") -> list[Contact]:
    """Sort contacts by when they happened, each once."""
    return sorted(set(contacts), key=lambda contact: (contact.at, contact.id))


def is_new(contact: Contact, before: Contact | None) -> bool:
    """Tell whether what was received is a contact of its own, not a second thought in the same breath."""
    if before is None or before.channel != contact.channel or before.case != contact.case:
        return True
    return (contact.at - before.at).total_seconds() > ONE_BREATH
