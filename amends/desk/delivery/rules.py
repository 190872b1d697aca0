"""Pure rules of delivery: how long to wait before the next try."""

from datetime import timedelta

GRACE = timedelta(seconds=10)
"""How long a reply can be undone."""

LEASE = timedelta(minutes=5)
"""How long a worker has for one delivery before another may take it over."""

MOST_TRIES = 12
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=2)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after the `attempts`-th try failed for now: doubling, up to two hours."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 16)), LONGEST_PAUSE)


def reply_subject(subject: str, number: str) -> str:
    """Return the subject of our mail: a constant reply subject that carries the case number."""
    bare = subject.replace(f"[{number}]", "").strip()
    prefix = "" if bare[:3].casefold() == "re:" else "Re: "
    return f"{prefix}{bare or 'your message'} [{number}]"[:300]
