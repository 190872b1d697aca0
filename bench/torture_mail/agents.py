"""Agents as a program: they answer what is owed, one reply after the other, and note each that the desk has accepted.

Started with how many replies are wanted, within how many seconds, and the file that notes the ids of accepted ones.
"""

import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amends.desk.cases.models import Case

TEXT = "Thank you for your patience. It is on its way to you, and I look after it myself. This is answer {number}."


def _owing() -> "Case | None":
    """Return a case in which an answer is owed, one of those that wait longest."""
    from amends.desk.owed.models import Obligation

    owed = Obligation.objects.open().filter(kind="answer", case__closed_at=None).order_by("opened_at", "pk")
    found = list(owed.select_related("case")[:20])
    return random.choice(found).case if found else None


def answer(number: int) -> str:
    """Send one reply; return its Message-ID, or nothing where there was nothing to answer."""
    from amends.config.clock import now
    from amends.desk.people.models import Agent
    from amends.desk.replies import actions as replies
    from amends.desk.replies.judging import Said

    case = _owing()
    if case is None:
        return ""
    agent = Agent.objects.get(email="ben@support.example")
    text = TEXT.format(number=number)
    return replies.send(case, agent, text, now=now(), said=Said(answers="all")).message_id


def main(count: int, seconds: float, journal: str) -> None:
    """Send `count` replies, evenly over the time; what goes wrong is tried again a little later."""
    from amends.doors.cli import opening

    opening.set_up()
    from django.db import Error, connections

    from amends.craft.refusal import Refused

    began, sent = time.monotonic(), 0
    with Path(journal).open("a", encoding="utf-8") as notes:
        while sent < count:
            time.sleep(max(0.02, began + sent * seconds / count - time.monotonic()))
            try:
                accepted = answer(sent + 1)
            except (Refused, Error, OSError) as error:
                print(f"agents: {error!r}", file=sys.stderr, flush=True)
                connections.close_all()
                time.sleep(0.3)
                continue
            if accepted:
                notes.write(f"{accepted}\n")
                notes.flush()
                os.fsync(notes.fileno())
                sent += 1


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
