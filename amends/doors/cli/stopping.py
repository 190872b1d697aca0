"""How a process hears that it is to end: by a signal, or because the process that started it is gone."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from threading import Thread


def on_signal(stop: Callable[[], object]) -> None:
    """Call `stop` when we are asked to end: SIGTERM, Ctrl+C, or the terminal that closes."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop())


def add_as_child(parser: argparse.ArgumentParser) -> None:
    """Declare what `amends up` says to its children: the desk is prepared, and end with me."""
    parser.add_argument("--as-child", action="store_true", help=argparse.SUPPRESS)


def follow_parent() -> None:
    """Send ourselves SIGTERM when stdin ends: it is a pipe that our parent holds as long as it lives."""
    Thread(target=_until_parent_gone, name="parent", daemon=True).start()


def _until_parent_gone() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
