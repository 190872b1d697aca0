"""Who wrote, to whom, when, and which mail is answered is read from whatever mailers put into headers."""

from datetime import UTC, datetime

import pytest

from amends.craft.mail import Address, parse
from amends.craft.mail.tests.letters import letter


def test_an_ordinary_mail_is_read_whole():
    mail = parse(
        letter(Cc="Dana <dana@shop.example>", In_Reply_To="<ours@shop.example>", Delivered_To="in@shop.example")
    )

    assert mail.sender == Address("Ada Lark", "ada@lark.example")
    assert mail.to == (Address("Desk", "desk@shop.example"),)
    assert mail.cc == (Address("Dana", "dana@shop.example"),)
    assert mail.delivered_to == ("in@shop.example",)
    assert (mail.message_id, mail.in_reply_to) == ("first@lark.example", "ours@shop.example")
    assert mail.date == datetime(2026, 11, 2, 7, 5, tzinfo=UTC)
    assert (mail.subject, mail.text, mail.reply) == ("Kettle", "The kettle is broken.\n", "The kettle is broken.")
    assert (mail.kind, mail.automatic, mail.language, mail.problems) == ("message", False, "en", ())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"Lark, Ada" <ada@lark.example>', Address("Lark, Ada", "ada@lark.example")),
        ("Lark, Ada <ada@lark.example>", Address("Lark, Ada", "ada@lark.example")),
        ("ada@lark.example (Ada Lark)", Address("Ada Lark", "ada@lark.example")),
        ("=?utf-8?B?R3LDvG4sIEFkYQ==?= <ada@lark.example>", Address("Grün, Ada", "ada@lark.example")),
        ("=?iso-8859-1?q?Gr=FCn?= =?iso-8859-1?q?e_Ada?= <ada@lark.example>", Address("Grüne Ada", "ada@lark.example")),
        ("Grün <ada@lark.example>", Address("Grün", "ada@lark.example")),
        ('"boss@shop.example" <ada@lark.example>', Address("boss@shop.example", "ada@lark.example")),
        (
            "=?utf-8?q?=3Cboss=40shop=2Eexample=3E?= <ada@lark.example>",
            Address("boss@shop.example", "ada@lark.example"),
        ),
        ("<@relay.example,@other.example:ada@lark.example>", Address("", "ada@lark.example")),
        ('"Ada <ada@lark.example>', Address("Ada", "ada@lark.example")),
        ("Ada\n <ada@lark.example>", Address("Ada", "ada@lark.example")),
    ],
)
def test_the_sender_is_found_however_it_is_written(written: str, read: Address):
    assert parse(letter(From=written)).sender == read


def test_groups_and_semicolons_part_addresses():
    mail = parse(
        letter(To='Team: ben@shop.example, "Cleo C" <cleo@shop.example>; dana@shop.example', Cc="undisclosed:;")
    )

    assert [who.address for who in mail.to] == ["ben@shop.example", "cleo@shop.example", "dana@shop.example"]
    assert mail.cc == ()


def test_bytes_that_declare_no_charset_are_guessed():
    latin = letter(Subject="UMLAUT").replace(b"UMLAUT", "Größe".encode("cp1252"))
    japanese = letter(Subject="JAPAN").replace(b"JAPAN", "日本語".encode("iso2022_jp"))

    assert parse(latin).subject == "Größe"
    assert parse(letter(Subject="Größe")).subject == "Größe"
    assert parse(japanese).subject == "日本語"


def test_a_character_split_over_two_encoded_words_is_whole_again():
    assert parse(letter(Subject="=?utf-8?b?R3LDtg==?= =?utf-8?b?w58=?=\n =?utf-8?q?e_40?= cm")).subject == "Größe 40 cm"


def test_a_subject_stays_on_one_line_whatever_is_encoded_in_it():
    mail = parse(letter(Subject="=?utf-8?q?Kettle=0D=0ABcc:_dan=40elsewhere.example=E2=80=AEexe?="))

    assert mail.subject == "Kettle Bcc: dan@elsewhere.example exe"
    assert mail.cc == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a@b.example>", "a@b.example"),
        ("a@b.example", "a@b.example"),
        ("\n <a@b.\n example>", "a@b.example"),
        ("Your mail of Monday <a@b.example> (read)", "a@b.example"),
        ("<<a@b.example>>", "a@b.example"),
        ("", None),
    ],
)
def test_ids_stand_without_brackets_and_blanks(written: str, read: str | None):
    mail = parse(letter(Message_ID=written, In_Reply_To=written))

    assert (mail.message_id, mail.in_reply_to) == (read, read)


def test_references_keep_their_order_and_come_once():
    mail = parse(letter(References="<1@a.example> <2@a.example>\n\t<3@a.example>\n <1@a.example>"))

    assert mail.references == ("1@a.example", "2@a.example", "3@a.example")


@pytest.mark.parametrize(
    ("written", "read", "problem"),
    [
        ("Mon, 02 Nov 2026 08:05:60 -0230", "2026-11-02T10:35:59+00:00", None),
        ("2 Nov 26 08:05 GMT (a comment)", "2026-11-02T08:05:00+00:00", None),
        ("2026-11-02T08:05:00Z", "2026-11-02T08:05:00+00:00", None),
        ("Mon, 02 Nov 1926 08:05:00 +0000", None, "bad_date"),
        ("yesterday", None, "bad_date"),
        ("Mon, 99 Nov 2026 08:05:00 +9999", None, "bad_date"),
        ("", None, "no_date"),
    ],
)
def test_dates_are_moments_in_utc_or_named_as_a_problem(written: str, read: str | None, problem: str | None):
    mail = parse(letter(Date=written))

    assert (mail.date.isoformat() if mail.date else None) == read
    assert mail.problems == ((problem,) if problem else ())


def test_a_mail_without_a_sender_says_so_and_a_second_sender_is_noted():
    assert "no_from" in parse(letter(From="")).problems
    assert parse(letter(From="", Sender="Ben <ben@shop.example>")).sender.address == "ben@shop.example"
    assert "many_from" in parse(letter(From="ada@lark.example, dan@elsewhere.example")).problems


def test_a_broken_line_among_the_headers_hides_nothing_below_it():
    mail = parse(letter().replace(b"Subject:", b"this line is no header\nSubject:"))

    assert (mail.subject, mail.text) == ("Kettle", "The kettle is broken.\n")
    assert mail.problems == ("bad_header",)


def test_what_programs_leave_above_the_headers_is_passed_over():
    for top in (b"\n\n", b"\xef\xbb\xbf", b"        \n", b"From ada@lark.example Mon Nov  2 08:05:00 2026\n"):
        assert parse(top + letter()).subject == "Kettle"


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_line_ends_of_every_system_give_the_same_mail(ending: bytes):
    assert parse(letter().replace(b"\n", ending)) == parse(letter())
