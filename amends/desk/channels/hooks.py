"""Web hooks: made and ended by a lead, known by the signature of what they say."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.channels.models import Hook
from amends.desk.channels.secrets import seal

if TYPE_CHECKING:
    from amends.desk.people.models import Agent

_SECOND = re.compile(r"[0-9]{1,12}")
TOLERANCE = timedelta(minutes=5)
"""How far the clock of a caller may differ from ours; an older signature is a copy of a call, not a call."""


def make(name: str, agent: "Agent", *, now: datetime) -> tuple[Hook, str]:
    """Return a new web hook and its secret, which is shown this once.

    Raises NotAllowed to all but leads, Missing without a name, AlreadyDone for one that is taken.
    """
    if not agent.is_lead:
        raise NotAllowed("leads_only")
    if not name.strip():
        raise Missing("name")
    secret = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            return Hook.objects.create(name=name.strip()[:80], sealed_secret=seal(secret), made_at=now), secret
    except IntegrityError as error:
        raise AlreadyDone("hook_there", name=name.strip()) from error


def end(hook: Hook, agent: "Agent", *, now: datetime) -> None:
    """Believe a web hook no longer."""
    if not agent.is_lead:
        raise NotAllowed("leads_only")
    if not Hook.objects.filter(pk=hook.pk, ended_at=None).update(ended_at=now):
        raise AlreadyDone("hook_ended")


def sign(secret: str, body: bytes, *, at: int) -> str:
    """Return the signature of a body at a second since 1970: `t=…,v1=…`, HMAC-SHA256 over "second.body"."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def is_signed(hook: Hook, body: bytes, signature: str, *, now: datetime) -> bool:
    """Return whether a body was signed with the hook's secret, just now."""
    parts = dict(part.strip().partition("=")[::2] for part in signature.split(","))
    stamp = parts.get("t", "")
    if _SECOND.fullmatch(stamp) is None or hook.ended_at is not None or not hook.secret:
        return False
    if abs(now.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        return False
    return constant_time_compare(sign(hook.secret, body, at=int(stamp)), f"t={stamp},v1={parts.get('v1', '')}")
