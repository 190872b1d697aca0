"""What servers write into Authentication-Results is read as they write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse
from amends.craft.mail.carried.verdicts import read_verdicts
from amends.craft.mail.mail import Verdict
from amends.craft.mail.tests.letters import letter


def told(*values: str) -> list[tuple[str, str, str, str]]:
    verdicts = read_verdicts(value.encode() for value in values)
    return [(each.host, each.method, each.result, each.domain) for each in verdicts]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mx.desk.example; none", []),
        ("mx.desk.example 1; none", []),
        ("", []),
        (";;;", []),
        (
            "mx.desk.example; spf=pass smtp.mailfrom=ada@lark.example",
            [("mx.desk.example", "spf", "pass", "lark.example")],
        ),
        (
            "mx.desk.example 1; spf=SoftFail (mx.desk.example: in transition; not allowed) smtp.mailfrom=x@Y.example;"
            ' dkim=fail reason="body hash; did not verify" header.d=lark.example header.s=s1; dmarc=fail'
            " (p=REJECT sp=NONE) header.from=lark.example",
            [
                ("mx.desk.example", "spf", "softfail", "y.example"),
                ("mx.desk.example", "dkim", "fail", "lark.example"),
                ("mx.desk.example", "dmarc", "fail", "lark.example"),
            ],
        ),
        (  # Exchange says nothing of itself
            "spf=fail (sender IP is 192.0.2.4) smtp.mailfrom=lark.example; dkim=none (message not signed)"
            " header.d=none;dmarc=fail action=quarantine header.from=lark.example;compauth=fail reason=000",
            [
                ("", "spf", "fail", "lark.example"),
                ("", "dkim", "none", "none"),
                ("", "dmarc", "fail", "lark.example"),
                ("", "compauth", "fail", ""),
            ],
        ),
        (
            "mx.desk.example; dkim = pass header.i = @lark.example",
            [("mx.desk.example", "dkim", "pass", "lark.example")],
        ),
        (
            "mx.desk.example; dkim/1=pass header.i=ada@lark.example",
            [("mx.desk.example", "dkim", "pass", "lark.example")],
        ),
        (
            '"mx.desk.example" ; spf=none smtp.helo=mail.lark.example',
            [("mx.desk.example", "spf", "none", "mail.lark.example")],
        ),
        (
            'mx.desk.example; spf=pass smtp.mailfrom="ada lark"@lark.example',
            [("mx.desk.example", "spf", "pass", "lark.example")],
        ),
        ("mx.desk.example; (a (nested) comment) auth=pass smtp.auth=ada", [("mx.desk.example", "auth", "pass", "")]),
        ("mx.desk.example; spf=pass smtp.mailfrom=a@b.example;", [("mx.desk.example", "spf", "pass", "b.example")]),
        (
            "mx.desk.example; iprev=pass policy.iprev=192.0.2.1 (mail.lark.example)",
            [("mx.desk.example", "iprev", "pass", "")],
        ),
        ("mx.desk.example (unclosed comment; spf=fail", []),
        ("mx.desk.example; spf=", []),
    ],
)
def test_one_header_says(value: str, expected: list[tuple[str, str, str, str]]):
    assert told(value) == expected


def test_several_headers_keep_their_order_and_their_hosts():
    found = told("mx.desk.example; spf=pass smtp.mailfrom=a@b.example", "relay.example; dkim=fail header.d=b.example")

    assert found == [
        ("mx.desk.example", "spf", "pass", "b.example"),
        ("relay.example", "dkim", "fail", "b.example"),
    ]


def test_a_mail_brings_them_and_one_without_has_none():
    checked = letter(Authentication_Results="mx.desk.example;\n\tdmarc=fail header.from=lark.example")

    assert parse(checked).verdicts == (Verdict("mx.desk.example", "dmarc", "fail", "lark.example"),)
    assert parse(letter()).verdicts == ()


def test_a_flood_of_them_is_cut():
    many = "mx.example" + "; spf=fail smtp.mailfrom=a@b.example" * 5_000

    assert len(read_verdicts([many.encode()] * 500)) == 60


@given(st.lists(st.binary(max_size=200), max_size=4))
def test_no_bytes_raise(values: list[bytes]):
    assert len(read_verdicts(values)) <= 60
