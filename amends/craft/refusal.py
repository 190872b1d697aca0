"""The one tree of named refusals: what the desk or the craft will not do, as a code and values, never as a sentence.

Refused
├── NotAllowed     this person may never do this here
├── TooLate        it could have been done before, and the moment has passed
├── AlreadyDone    it has happened already; a second time would change nothing
├── StillOwed      something is owed to the customer first; `kinds` names what
├── SomethingNew   the world moved while the person was writing; look, then decide again
├── Missing        a value that is needed was not given, or names nothing that exists
└── Malformed      a value was given and cannot be read

The doors turn a refusal into words, in the reader's language, in one place. A programmer's error is never one of these.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Something that must not be done, with a `code` for the wording and `data` to fill it in.

    Without a code the class's own one stands: `TooLate()` has the code "too_late".
    """

    usual_code: ClassVar[str] = "refused"

    code: str
    data: Mapping[str, object]

    def __init__(self, code: str = "", **data: object) -> None:
        """Refuse with `code` (snake_case, stable: texts are found by it) and any named values."""
        self.code = code or self.usual_code
        self.data = MappingProxyType(data)
        super().__init__(self.code)

    def __str__(self) -> str:
        """Show the code and the values in one line, for logs and tests."""
        values = ", ".join(f"{name}={value!r}" for name, value in self.data.items())
        return f"{self.code} ({values})" if values else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Survive a trip to another process, values included."""
        return partial(type(self), self.code, **self.data), ()


class NotAllowed(Refused):
    """This person may not do this here, now or later."""

    usual_code = "not_allowed"


class TooLate(Refused):
    """It could have been done before, and the moment has passed."""

    usual_code = "too_late"


class AlreadyDone(Refused):
    """It has happened already."""

    usual_code = "already_done"


class StillOwed(Refused):
    """Something is owed to the customer first."""

    usual_code = "still_owed"

    kinds: tuple[str, ...]

    def __init__(self, code: str = "", *, kinds: Iterable[str] = (), **data: object) -> None:
        """Refuse because obligations of these `kinds` are open."""
        self.kinds = tuple(kinds)
        super().__init__(code, kinds=self.kinds, **data)


class SomethingNew(Refused):
    """A newer message, reply or change was not seen yet."""

    usual_code = "something_new"


class Missing(Refused):
    """A value that is needed was not given, or names nothing that exists."""

    usual_code = "missing"


class Malformed(Refused):
    """A value was given and cannot be read."""

    usual_code = "malformed"
