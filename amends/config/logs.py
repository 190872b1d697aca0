"""What the log keeps: no secret part of a customer's link, and nothing of refusals, which are told to who asked."""

import logging
import re
from http import HTTPStatus

_SECRET_PATHS = re.compile(r"(/p/|/password/reset/key/)[^/\s\"'?]+")


class DiscreetFormatter(logging.Formatter):
    """Blots the token out of every path that opens something for whoever knows it, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line as it may be kept."""
        return _SECRET_PATHS.sub(r"\1…", super().format(record))


class WithoutRefusals(logging.Filter):
    """Passes over what the desk refused with a word to the person in front of the page: nothing is wrong then."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is worth keeping."""
        return getattr(record, "status_code", None) != HTTPStatus.UNPROCESSABLE_ENTITY
