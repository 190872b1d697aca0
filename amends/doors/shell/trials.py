"""Asks the mailbox door whether a mailbox works; told by name in the settings, since doors don't know each other."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from amends.desk.channels.models import Mailbox

_NAMES = {"fetching": "Fetching", "sending": "Sending"}


class _Check(Protocol):
    """What the mailbox door answers: one thing that was tried."""

    @property
    def what(self) -> str: ...
    @property
    def works(self) -> bool: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried of a mailbox, for the page: fetching or sending, and what came of it in words."""

    name: str
    passed: bool
    words: str


def try_mailbox(mailbox: "Mailbox", *, now: "datetime") -> tuple[Tried, ...]:
    """Open the folder of a mailbox and send a mail from it to itself; the row need not be saved."""
    trial = cast("Callable[..., Sequence[_Check]]", _trial())
    return tuple(
        Tried(_NAMES.get(check.what, check.what), check.works, check.words) for check in trial(mailbox, now=now)
    )


@cache
def _trial() -> object:
    return import_string(settings.MAILBOX_TRIAL)
