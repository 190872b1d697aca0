"""Pure rules of delivery: how long to wait before the next try, and when a letter's turn comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from amends.craft.mail import bare_subject

GRACE = timedelta(seconds=10)
"""How long a reply can be undone."""

LEASE = timedelta(minutes=5)
"""How long a worker has for one delivery before another may take it over."""

LEAVING_PAUSE = timedelta(minutes=1)
"""How long a message waits that could not be let go of."""

MOST_TRIES = 12
FIRST_PAUSE = timedelta(seconds=30)
FIRST_PAUSE_AWAY = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=2)
LONGEST_REST = timedelta(minutes=15)
"""How long the letters of a mailbox wait at most before its server is asked again."""

JITTER = 4
"""A pause is made longer by up to one part in so many, by chance: letters put off together don't come back together."""

HOUR = timedelta(hours=1)


def pause_after(attempts: int, *, luck: float = 0.0, away: bool = False) -> timedelta:
    """Return how long to wait after the `attempts`-th try failed for now: doubling, up to two hours.

    Where the server was `away`, or hung up before the letter went over, it begins with moments and grows faster: it may
    have been chance, but a letter over which a server falls each time must not be thrown at it again and again.
    `luck`, from 0 to 1, makes it longer by up to a quarter.
    """
    tries = min(attempts - 1, 16)
    grown = FIRST_PAUSE_AWAY * (1 << 2 * tries) if away else FIRST_PAUSE * (1 << tries)
    pause = min(grown, LONGEST_PAUSE)
    return pause + pause * luck / JITTER


def turn(place: int, tried: Sequence[datetime], limit: int) -> datetime | None:
    """Return when the letter at `place` in the row, from 0, may go where `limit` may go within an hour.

    `tried` is when letters went within the last hour. None says: now.
    """
    free = limit - len(tried)
    if place < free:
        return None
    hours, behind = divmod(place - max(free, 0), limit)
    gone = sorted(tried)[max(-free, 0) :]
    if not gone:
        return None
    return gone[min(behind, len(gone) - 1)] + HOUR * (hours + 1)


def reply_subject(subject: str, number: str) -> str:
    """Return the subject of our mail: a constant reply subject that carries the case number."""
    bare = bare_subject(subject.replace(f"[{number}]", "")).strip()
    return f"Re: {(bare or 'your message')[:280]} [{number}]"
