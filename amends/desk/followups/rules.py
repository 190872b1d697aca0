"""Pure rules of following up: on which channel (C1.8)."""

from collections.abc import Collection
from dataclasses import dataclass

ORDER = ("phone", "email", "web", "chat", "postal")


@dataclass(frozen=True, slots=True)
class Way:
    """The channel to follow up on; `same` says that no other one is known and permitted."""

    channel: str
    same: bool


def way_to_follow_up(used: str, known: Collection[str]) -> Way:
    """Return another channel than the one used, where one is known and permitted; else the same one, marked so."""
    used = "phone" if used == "voicemail" else "postal" if used == "letter" else used
    other = next((channel for channel in ORDER if channel in known and channel != used), None)
    return Way(used, same=True) if other is None else Way(other, same=False)
