"""Lets a measurement that has started servers stop them all when it is told to end, by whichever signal."""

import signal
import sys
from types import FrameType

_ENDS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def end_in_order() -> None:
    """From now on leave by SystemExit when told to end, so that every block that stops or removes something does."""
    for number in _ENDS:
        signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    for other in _ENDS:  # who asks twice must not interrupt the stopping
        signal.signal(other, signal.SIG_IGN)
    sys.exit(128 + number)
