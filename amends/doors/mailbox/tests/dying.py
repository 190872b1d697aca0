"""Worker processes that kill themselves at a seam, as a program that forks one for every run it is told to do.

Started with the name of a database, it reads lines `WORK SEAM MAILBOX`, WORK being `take` or `deliver` and SEAM a name
below or `none`; several, separated by `|`, run at once. It answers each line with the exit codes.
"""

import os
import signal
import sys
from collections.abc import Callable
from threading import Event
from typing import Any

import django
from django.conf import settings
from django.utils.module_loading import import_string

# Where it dies: right after or right before a call of something, and which call.
SEAMS = {
    "kept": ("amends.desk.intake.actions.keep", "after", 2),
    "placed": ("amends.desk.intake.sorting.sorting.place", "after", 2),
    "taken": ("amends.doors.mailbox.fetching.taking.receive", "after", 2),
    "marked": ("amends.doors.mailbox.stores.inbox.Inbox.settle", "after", 1),
    "moved": ("amends.doors.mailbox.stores.settling.Settling._move", "after", 1),
    "deleted": ("amends.doors.mailbox.stores.maildrop.Maildrop.settle", "after", 1),
    "noted": ("amends.doors.mailbox.fetching.taking.note_fetched", "after", 1),
    "leaving": ("amends.desk.delivery.actions.reckon", "after", 1),
    "left": ("amends.doors.mailbox.sending.delivering.leave_due", "after", 1),
    "claimed": ("amends.desk.delivery.actions._claim", "after", 1),
    "written": ("amends.desk.delivery.actions.keep", "after", 1),
    "tried": ("amends.doors.mailbox.sending.transport.hand_over", "before", 1),
    "answered": ("amends.doors.mailbox.sending.transport.hand_over", "after", 1),
    "delivered": ("amends.doors.mailbox.sending.delivering.deliver_due", "after", 1),
}


def _deadly(real: Callable[..., Any], when: str, turn: int) -> Callable[..., Any]:
    turns = iter(range(1, turn + 1))

    def call(*given: Any, **named: Any) -> Any:
        last = next(turns, 0) == turn
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*given, **named)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return call


def _rig(seam: str) -> None:
    name, when, turn = SEAMS[seam]
    owner, attribute = name.rsplit(".", 1)
    place = sys.modules.get(owner) or import_string(owner)
    setattr(place, attribute, _deadly(getattr(place, attribute), when, turn))


def _work(kind: str, seam: str, mailbox: str) -> None:
    from amends.desk.channels.models import Mailbox
    from amends.doors.mailbox.fetching import taking
    from amends.doors.mailbox.sending import delivering
    from amends.doors.mailbox.stores import opening
    from amends.doors.mailbox.tests.conftest import clock

    if seam != "none":
        _rig(seam)
    if kind == "deliver":
        delivering.deliver(now=clock())
        return
    row = Mailbox.objects.get(pk=mailbox)
    with opening.opened(row) as box:
        taking.Taker(row, clock).look_through(box, Event())


def _forked(run: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _work(*run.split())
        code = 0
    finally:
        os._exit(code)


def main(database: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    import_string("amends.doors.mailbox.tests.conftest.clock")  # so that no run pays for imports
    for line in sys.stdin:
        pids = [_forked(run) for run in line.split("|")]
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        sys.stdout.write(" ".join(map(str, codes)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
