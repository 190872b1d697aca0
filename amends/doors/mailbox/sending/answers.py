"""What a mail server's refusal means: for the letter, for one recipient, or for everything that we send."""

import re
from dataclasses import dataclass
from typing import Final, Literal

Stage = Literal["sender", "recipient", "letter"]
"""What the server had been told when it refused: MAIL FROM, RCPT TO or DATA."""

_LARGEST_OK: Final = 299
_SMALLEST_OK: Final = 200
_SMALLEST_NEVER: Final = 500
_LARGEST_NEVER: Final = 599
_LOGIN_WANTED: Final = frozenset({530, 534, 535, 538})
_FULL_OR_BIG: Final = 552
_NO_SUCH_ADDRESS: Final = frozenset({550, 551, 553})
_STATUS: Final = re.compile(r"\s*[245]\.\d{1,3}\.\d{1,3}\b")
_TOO_BIG: Final = frozenset({"5.3.4", "5.2.3"})
_LOGIN_STATUS: Final = frozenset({"5.7.8", "5.7.9", "5.7.11", "5.7.14"})
_SENDS_TOO_MUCH: Final = frozenset({"5.4.5"})
_OUR_LIMIT: Final = re.compile(
    r"\b(?:sending|daily|hourly|rate|outgoing|outbound)\b.{0,30}\b(?:limit|quota)"
    r"|too many (?:messages|e?mails) (?:sent|from)|(?:limit|quota) .{0,20}\bsending\b",
    re.IGNORECASE,
)
_NO_RELAY: Final = re.compile(
    r"\brelay(?:ing)?\b|not authenticated|authentication (?:is )?required|log ?in first", re.IGNORECASE
)
_SIZE: Final = re.compile(r"\bsize\b|too (?:big|large)", re.IGNORECASE)
_TOO_LARGE: Final = re.compile(r"\b(?:message|mail|letter)\b.{0,20}\btoo (?:big|large)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to make of a refusal.

    `ours` says that it is about our mailbox, `gone` that an address takes no mail, `big` that a smaller letter may go.
    """

    permanent: bool
    ours: bool = False
    gone: bool = False
    big: bool = False


def is_ok(code: int) -> bool:
    """Return whether the server agreed."""
    return 0 <= code <= _LARGEST_OK


def is_answer(code: int) -> bool:
    """Return whether this is an answer to a letter at all, rather than noise."""
    return _SMALLEST_OK <= code <= _LARGEST_NEVER


def judge(stage: Stage, code: int, words: str) -> Verdict:
    """Return what a refusal with `code` and `words` means at this stage.

    Whatever a server says of the sender, of logging in, of relaying or of how much we send is about our mailbox: its
    letters wait, and none fails. A full mailbox may have room tomorrow, though servers call that permanent.
    """
    found = _STATUS.match(words)
    status = found[0].strip() if found else ""
    if _is_about_size(stage, code, status, words):
        return Verdict(permanent=True, big=True)
    if code in _LOGIN_WANTED or status in _LOGIN_STATUS | _SENDS_TOO_MUCH or _OUR_LIMIT.search(words):
        return Verdict(permanent=False, ours=True)
    if stage == "sender":
        return Verdict(permanent=False, ours=True)
    if stage == "recipient" and code >= _SMALLEST_NEVER and _NO_RELAY.search(words):
        return Verdict(permanent=False, ours=True)
    if status.endswith(".2.2") or code == _FULL_OR_BIG or code < _SMALLEST_NEVER:
        return Verdict(permanent=False)
    gone = stage == "recipient" and (status.startswith("5.1.") or status == "5.2.1" or _plainly_unknown(code, status))
    return Verdict(permanent=True, gone=gone)


def _is_about_size(stage: Stage, code: int, status: str, words: str) -> bool:
    if status in _TOO_BIG:
        return True
    if code < _SMALLEST_NEVER or stage == "recipient" or status.endswith(".2.2"):
        return False
    if code == _FULL_OR_BIG:
        return stage == "sender" or bool(_SIZE.search(words))
    return not status and bool(_TOO_LARGE.search(words))


def _plainly_unknown(code: int, status: str) -> bool:
    return not status and code in _NO_SUCH_ADDRESS
