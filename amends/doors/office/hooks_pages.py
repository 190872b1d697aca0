"""What the pages of web hooks show: frozen dataclasses, given to their templates as `page`."""

from dataclasses import dataclass

from amends.doors.shell.groups import FieldGroup


@dataclass(frozen=True, slots=True)
class HookRow:
    """A web hook in the list: where to call, and whether anybody has; `end_url` is empty for one that was ended."""

    name: str
    address: str
    words: str
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class HooksPage:
    """GET /office/hooks/ : those that are believed, then those that were ended; <id>/end/ posts nothing."""

    rows: tuple[HookRow, ...]
    ended: tuple[HookRow, ...]


@dataclass(frozen=True, slots=True)
class NewHookPage:
    """GET and POST /office/hooks/new/ ."""

    groups: tuple[FieldGroup, ...]


@dataclass(frozen=True, slots=True)
class SecretPage:
    """Shown once, when a web hook was made: where to call, and the secret to sign with."""

    name: str
    address: str
    secret: str
