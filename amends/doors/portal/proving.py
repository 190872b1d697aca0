"""Proves that the visitor reads the mail of an address: six digits, once, for the browser that asked.

The proof lies in this browser's session and nowhere else, so that a forwarded link proves nothing.
"""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from amends.desk.replies.texts import send_code
from amends.doors.shell.limits import Limit

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from amends.desk.cases.links import Opened
    from amends.desk.cases.models import Participant
    from amends.doors.portal.pages import CodeError

GOOD_FOR = timedelta(minutes=15)
TRIES = 5
ASKED, PROVED = "portal_asked", "portal_proved"
CODES, CODES_A_DAY = Limit("portal-codes", most=3, seconds=900), Limit("portal-codes-a-day", most=10, seconds=86_400)


def is_proved(session: "SessionBase", opened: "Opened") -> bool:
    """Return whether this browser has proved the address; links of a newer generation want a new proof."""
    proofs: dict[str, int] = session.get(PROVED, {})
    return proofs.get(str(opened.participant.pk)) == opened.case.link_generation


def has_asked(session: "SessionBase", participant: "Participant") -> bool:
    """Return whether a code was asked for in this browser."""
    return bool(session.get(ASKED, {}).get("participant") == participant.pk)


def ask(session: "SessionBase", participant: "Participant", *, now: datetime) -> bool:
    """Mail a new code; return whether one went, since each costs the address a mail."""
    who = str(participant.pk)
    if not (CODES.allows(who) and CODES_A_DAY.allows(who)):
        return False
    code = f"{secrets.randbelow(10**6):06}"
    send_code(participant, code, now=now)
    nonce = secrets.token_hex(8)
    session[ASKED] = {
        "participant": participant.pk,
        "nonce": nonce,
        "hash": _hash(code, nonce),
        "until": (now + GOOD_FOR).isoformat(),
    }
    return True


def prove(session: "SessionBase", opened: "Opened", code: str, *, now: datetime) -> "CodeError":
    """Compare what was typed with the code that was mailed last; return what is wrong with it, or nothing."""
    asked = session.get(ASKED, {})
    if asked.get("participant") != opened.participant.pk or now > datetime.fromisoformat(asked["until"]):
        return "late"
    if not _one_more_try(asked["nonce"]):
        return "too_many"
    if not constant_time_compare(asked["hash"], _hash("".join(code.split()), asked["nonce"])):
        return "wrong"
    del session[ASKED]
    session[PROVED] = {**session.get(PROVED, {}), str(opened.participant.pk): opened.case.link_generation}
    session.cycle_key()
    return ""


def _one_more_try(nonce: str) -> bool:
    """Take one of the tries that a code has; each can be taken once, however many come at the same moment."""
    seconds = int(GOOD_FOR.total_seconds())
    return any(cache.add(f"portal-try:{nonce}:{number}", 1, seconds) for number in range(TRIES))


def _hash(code: str, nonce: str) -> str:
    return salted_hmac("amends.portal.code", f"{nonce}:{code}", algorithm="sha256").hexdigest()
