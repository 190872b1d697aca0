"""The list that is kept of what is wrong with a mail while it is read."""

from amends.craft.mail.mail import Problem


class Problems:
    """What was found wrong so far, each code once, in the order found."""

    __slots__ = ("_codes",)

    def __init__(self) -> None:
        """Start with nothing wrong."""
        self._codes: dict[Problem, None] = {}

    def add(self, code: Problem) -> None:
        """Note `code`; a second time changes nothing."""
        self._codes[code] = None

    def codes(self) -> tuple[Problem, ...]:
        """Give what was noted."""
        return tuple(self._codes)
