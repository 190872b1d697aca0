"""The wall clock of the processes under test: moved, and their disk filled, from outside, by a preloaded library."""

import mmap
import os
import shutil
import struct
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")
_SIZE = struct.calcsize("qq")


class WallClock:
    """Says to every process started with `environment` by how many seconds its time of day is moved.

    Without a C compiler nothing is moved, and `can_move` is False.
    """

    def __init__(self, folder: Path) -> None:
        """Build the library in `folder`, which processes of other accounts can read."""
        self.moved = 0.0
        self._state = folder / "wall-clock"
        self._state.write_bytes(bytes(_SIZE))
        self._state.chmod(0o644)
        with self._state.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _SIZE)
        self._library = _built(folder / "wall-clock.so")

    @property
    def can_move(self) -> bool:
        """Whether time of day can be moved here."""
        return self._library is not None

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs in its environment to live by this clock."""
        if self._library is None:
            return {}
        return {"LD_PRELOAD": str(self._library), "TORTURE_WALL_CLOCK": str(self._state)}

    def move(self, seconds: float) -> None:
        """Move the clock by so many seconds, back where they are negative; it runs on from there."""
        if self.can_move:
            self.moved += seconds
            self._shared[:8] = struct.pack("q", int(self.moved * 1_000_000_000))

    def fill_disk(self, *, full: bool) -> None:
        """Let every write to a file fail for want of room, or no longer."""
        self._shared[8:] = struct.pack("q", int(full))


def _built(path: Path) -> Path | None:
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", path, SOURCE, "-ldl"]
    return path if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None
