"""Checks of the sender count only as our own receiving server wrote them, with its name or above all others."""

import pytest

from amends.craft.mail import parse
from amends.desk.intake.entering.particulars import NAMELESS, particulars

NAMELESS_FAIL = "spf=fail (sender IP is 192.0.2.4) smtp.mailfrom=example.com; dmarc=fail header.from=example.com"
NAMELESS_PASS = "spf=pass smtp.mailfrom=example.com; dmarc=pass header.from=example.com"
NAMED_FAIL = "mx.example.org; dmarc=fail header.from=example.com"


def failed(trusted: str, *checks: str) -> list[str]:
    """Return which checks count as failed in a mail with these headers, topmost first."""
    lines = [f"Authentication-Results: {value}" for value in checks]
    raw = "\r\n".join([*lines, "From: ada@example.com", "", "Hello"]).encode()
    found = (particulars(parse(raw), trusted_host=trusted) or {}).get("failed", [])
    assert isinstance(found, list)
    return [each["method"] for each in found]


@pytest.mark.parametrize(
    ("trusted", "checks", "expected"),
    [
        (NAMELESS, (NAMELESS_FAIL,), ["spf", "dmarc"]),
        (NAMELESS, (NAMELESS_PASS, NAMELESS_FAIL), []),
        (NAMELESS, (NAMELESS_FAIL, NAMELESS_PASS), ["spf", "dmarc"]),
        (NAMELESS, (NAMED_FAIL, NAMELESS_FAIL), []),
        (NAMELESS, (NAMED_FAIL,), []),
        ("mx.example.org", (NAMELESS_FAIL,), []),
        ("mx.example.org", (NAMELESS_PASS, NAMED_FAIL), ["dmarc"]),
        ("", (NAMELESS_FAIL, NAMED_FAIL), []),
    ],
    ids=[
        "our server names itself not",
        "a sender wrote one below ours",
        "a sender says below that all is well",
        "another server wrote above",
        "only another server wrote",
        "a nameless one where ours has a name",
        "ours by name",
        "nobody is trusted",
    ],
)
def test_only_what_our_own_server_wrote_counts(trusted, checks, expected):
    assert failed(trusted, *checks) == expected
