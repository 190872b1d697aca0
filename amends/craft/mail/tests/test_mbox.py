"""An mbox gives back the mails that were put into it, and no line of a mail parts it in two."""

import io
import mailbox
import re
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import split_mbox
from amends.craft.mail.tests.corpora import raw_mails
from amends.craft.mail.tests.letters import letter

ESCAPABLE = re.compile(rb"^(>*From )", re.MULTILINE)
MARK = b"From ada@lark.example Mon Nov  2 08:05:00 2026\n"


def split(data: bytes) -> list[bytes]:
    return list(split_mbox(io.BytesIO(data)))


def test_mails_come_one_by_one_without_their_separators():
    one, two = letter("One.\n"), letter("Two.\n")

    assert split(MARK + one + b"\n" + MARK + two + b"\n") == [one, two]


def test_windows_line_ends_are_kept():
    one = letter("One.\n").replace(b"\n", b"\r\n")
    mark = MARK.replace(b"\n", b"\r\n")

    assert split(mark + one + b"\r\n" + mark + one) == [one, one]


def test_escaped_lines_get_one_mark_less():
    stored = letter(">From here on it leaked.\n>>From there too.\n> From afar.\n")

    [mail] = split(MARK + stored)

    assert mail == letter("From here on it leaked.\n>From there too.\n> From afar.\n")


@pytest.mark.parametrize(
    "line",
    [
        "From here on it leaked.",
        "From Monday 2 November 2026 at 10:12 on it leaked.",
        "From : ada@lark.example\nTo : desk@shop.example",
        "From : Ada, 2 November 2026, 10:12\nTo : desk@shop.example",
        "From ada@lark.example I heard nothing.",
        "From Ada on Mon Nov  2 08:05:00 2026",
        "From: Ada",
        "Fromage",
    ],
)
def test_a_line_of_the_text_that_begins_with_from_parts_nothing(line: str):
    mail = letter(f"Hello,\n\n{line}\nSincerely\n\n{line}\n\nAda\n")

    assert split(MARK + mail) == [mail]


def test_a_separator_without_a_blank_line_before_it_is_text():
    mail = letter(f"Your log said:\n{MARK.decode()}Subject: nothing\n")

    assert split(MARK + mail) == [mail]


@pytest.mark.parametrize(
    "separator",
    [
        "From - Mon Nov  2 08:05:00 2026",
        "From MAILER-DAEMON Mon Nov  2 08:05:00 2026",
        "From ada@lark.example  Mon Nov  2 08:05 2026",
        "From ada@lark.example Mon Nov 02 08:05:00 2026 +0100",
        "From ada@lark.example Mon, 02 Nov 2026 08:05:00 +0100",
        "From ???@??? Mon Nov 02 08:05:00 2026",
        'From "Ada Lark"@lark.example Mon Nov  2 08:05:00 2026',
        "From ada@lark.example 2026-11-02 08:05:00",
        "From ada@lark.example 2 Nov 2026 08:05",
        "From ada@lark.example",
        "From -",
    ],
)
def test_odd_separators_are_known_by_the_header_below(separator: str):
    one, two = letter("One.\n"), letter("Two.\n")

    assert split(MARK + one + b"\n" + separator.encode() + b"\n" + two) == [one, two]


def test_a_bare_mail_and_an_empty_file_are_read_as_what_they_are():
    assert split(letter()) == [letter()]
    assert split(b"\n\n" + MARK + letter()) == [letter()]
    assert split(b"") == split(b"\n\n") == []


def test_a_last_line_that_looks_like_a_separator_is_kept():
    assert split(MARK + letter("Bye\n\nFrom -\n")) == [letter("Bye\n\nFrom -\n")]


def test_every_mail_of_the_corpora_survives_the_library_s_mbox(tmp_path: Path):
    mails = [raw.replace(b"\r\n", b"\n") for _, raw in raw_mails() if not raw.startswith((b"From ", b"\n"))]
    with closing(mailbox.mbox(tmp_path / "box")) as box:
        for raw in mails:
            box.add(raw)

    with (tmp_path / "box").open("rb") as stream:
        found = list(split_mbox(stream))

    assert [mail.strip() for mail in found] == [mail.strip() for mail in mails if mail.strip()]


@given(st.lists(st.lists(st.sampled_from(["From a", ">From b", "", "x", ">>From c", "Y: z"]), max_size=8), max_size=4))
def test_what_is_escaped_on_the_way_in_comes_out_as_it_was(bodies: list[list[str]]):
    mails = [letter("\n".join([*lines, "end\n"])) for lines in bodies]

    assert split(b"".join(MARK + ESCAPABLE.sub(rb">\1", mail) + b"\n" for mail in mails)) == mails
