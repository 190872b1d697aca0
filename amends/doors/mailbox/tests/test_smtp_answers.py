"""A refusal is told as what it is: about the letter, about an address, or about our own mailbox."""

import pytest

from amends.doors.mailbox.sending.answers import Verdict, is_ok, judge

LATER, NEVER, OURS = Verdict(permanent=False), Verdict(permanent=True), Verdict(permanent=False, ours=True)
GONE, BIG = Verdict(permanent=True, gone=True), Verdict(permanent=True, big=True)


@pytest.mark.parametrize(
    ("stage", "code", "words", "verdict"),
    [
        ("recipient", 450, "4.2.0 greylisted, come back in 5 minutes", LATER),
        ("recipient", 451, "4.7.1 Greylisting in action", LATER),
        ("recipient", 421, "4.7.0 try again later", LATER),
        ("recipient", 452, "4.5.3 too many recipients", LATER),
        ("recipient", 452, "4.2.2 mailbox full", LATER),
        ("recipient", 552, "5.2.2 over quota", LATER),
        ("recipient", 552, "mailbox full", LATER),
        ("recipient", 550, "5.1.1 no such user", GONE),
        ("recipient", 550, "no such user here", GONE),
        ("recipient", 550, "5.2.1 mailbox disabled", GONE),
        ("recipient", 550, "5.7.1 blocked by policy", NEVER),
        ("recipient", 554, "5.7.1 <ada@x>: Relay access denied", OURS),
        ("recipient", 550, "relaying not permitted", OURS),
        ("recipient", 530, "5.7.0 authentication required", OURS),
        ("sender", 550, "5.7.60 client has no permission to send as this sender", OURS),
        ("sender", 553, "5.7.1 sender address rejected: not owned by user", OURS),
        ("sender", 421, "4.7.0 too many connections", OURS),
        ("sender", 451, "4.3.0 local error", OURS),
        ("sender", 552, "5.3.4 message size exceeds fixed limit", BIG),
        ("sender", 552, "too much mail data", BIG),
        ("letter", 552, "5.3.4 message too big", BIG),
        ("letter", 552, "message size exceeds maximum", BIG),
        ("letter", 554, "message too large", BIG),
        ("letter", 552, "exceeded storage allocation", LATER),
        ("letter", 552, "5.2.2 mailbox full", LATER),
        ("letter", 550, "5.4.5 daily user sending quota exceeded", OURS),
        ("letter", 452, "4.3.1 insufficient storage", LATER),
        ("letter", 554, "5.7.1 message looks like spam", NEVER),
        ("letter", 550, "5.7.26 unauthenticated mail is prohibited", NEVER),
        ("letter", 535, "5.7.8 credentials invalid", OURS),
    ],
)
def test_every_refusal_is_told_as_what_it_is(stage, code, words, verdict):
    assert judge(stage, code, words) == verdict


@pytest.mark.parametrize(
    ("code", "ok"), [(250, True), (251, True), (354, False), (421, False), (550, False), (-1, False)]
)
def test_only_a_yes_is_a_yes(code, ok):
    assert is_ok(code) is ok
