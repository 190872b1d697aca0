"""Keeps child processes running: starts them, restarts one that dies, stops all together."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event

from amends.doors.cli.failures import AlreadyToldError

log = logging.getLogger(__name__)

LOOK = 0.2
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY = 30.0
GRACE = 5.0


def child_command(*arguments: str) -> list[str]:
    """Return what runs one of our commands in another process with this Python."""
    return [sys.executable, "-m", "amends.doors.cli", *arguments]


def prepare_desk(*command: str) -> None:
    """Bring tables and static files up to date in a process of its own, whose memory is free again afterwards.

    `command` is the one of ours that does it, where it is not the plain `prepare`.

    Raises AlreadyToldError where it failed: the process has said in its one line why.
    """
    if _start(child_command(*(command or ("prepare",))), apart=False).wait():
        raise AlreadyToldError


@dataclass(slots=True)
class Child:
    """One process that is to run; it ends by itself when the pipe to its stdin breaks, so none outlives us."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    resume: float = field(default=0.0)

    def look(self, now: float) -> None:
        """Start the process if it is not running and its pause is over; `now` is of the steady clock."""
        if self.process is not None and self.process.poll() is not None:
            self._bury(now)
        if self.process is None and now >= self.resume:
            self.process = _start(self.command, apart=True)
            self.started = now

    def _bury(self, now: float) -> None:
        """Note that the process died; each death soon after a start doubles the pause before the next."""
        assert self.process is not None
        if now - self.started >= STEADY:
            self.pause = FIRST_PAUSE
        log.warning("%s ended (%s); it is started again in %g s", self.name, self.process.returncode, self.pause)
        self.resume, self.pause = now + self.pause, min(self.pause * 2, LONGEST_PAUSE)
        self._hang_up()

    def ask_to_stop(self) -> None:
        """Send the process the signal to end."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, deadline: float) -> None:
        """Wait for the process until `deadline` of the steady clock, then kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in time and was killed", self.name)
            self.process.kill()
            self.process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process = None


def keep_running(children: Sequence[Child], stop: Event) -> None:
    """Keep all children running until `stop` is set, then stop them all within some five seconds."""
    while not stop.is_set():
        for child in children:
            child.look(time.monotonic())
        stop.wait(LOOK)
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.stop(deadline)


def _start(command: Sequence[str], *, apart: bool) -> subprocess.Popen[bytes]:
    """Start a process of ours; `apart`, it holds a pipe of ours and does not hear the Ctrl+C that is meant for us."""
    return subprocess.Popen(  # noqa: S603 - the command is our own
        command,
        stdin=subprocess.PIPE if apart else None,
        process_group=0 if apart else None,
        # Fewer arenas: memory that one thread has freed is used by the next.
        env={"MALLOC_ARENA_MAX": "2", **os.environ},
    )
