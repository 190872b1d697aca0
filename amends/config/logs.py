"""How lines of the log are written: the secret part of a customer's link never stands in one."""

import logging
import re

_SECRET_PATHS = re.compile(r"(/p/|/password/reset/key/)[^/\s\"'?]+")


class DiscreetFormatter(logging.Formatter):
    """Blots the token out of every path that opens something for whoever knows it, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line as it may be kept."""
        return _SECRET_PATHS.sub(r"\1…", super().format(record))
