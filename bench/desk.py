"""A desk of its own for a measurement: a home that goes away with it."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def home() -> Iterator[Path]:
    """Set the environment so that this process and its children use an empty home, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="amends-bench-") as folder:
        os.environ["AMENDS_HOME"] = folder
        os.environ["AMENDS_LOG_LEVEL"] = "error"
        yield Path(folder)


def open_desk() -> None:
    """Load the desk into this process, as the worker does it: tables up to date, and what is loaded stays."""
    from amends.doors.cli import opening

    opening.set_up()
    opening.bring_up_to_date()
    gc.collect()
    gc.freeze()
