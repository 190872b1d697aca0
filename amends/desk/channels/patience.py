"""How soon a mail server that is away is tried again: soon after a moment, seldom after a long time."""

from datetime import timedelta

SHARE = 10
"""A server that was away for ten seconds is missed for a further one, one that was away for ten minutes for another."""
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(minutes=1)
JITTER = 4
"""A pause is made longer by up to one part in so many, by chance: who was cut off together does not come back so."""


def until_next_try(away: timedelta, *, luck: float) -> timedelta:
    """Return the pause before the next try of a server that has been away so long; `luck` is from 0 to 1.

    For a server that says nothing at all. One that speaks, and asks for patience, is given more of it.
    """
    pause = min(max(away / SHARE, SHORTEST), LONGEST)
    return pause + pause * luck / JITTER
