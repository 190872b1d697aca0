"""Lines that a mail program broke for the transport only are one line again (RFC 3676)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import letter
from amends.craft.mail.wire.flowed import unflowed

FLOWED = "text/plain; charset=utf-8; format=flowed"


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("My kettle \nis broken.\nCall me.", "My kettle is broken.\nCall me."),
        ("My \nkettle \nis \nbroken.", "My kettle is broken."),
        (" From here on\n > is no quotation\n   - an item", "From here on\n> is no quotation\n  - an item"),
        ("Hello Ben, \n\nmy kettle", "Hello Ben, \n\nmy kettle"),
        ("Hello Ben, \n \nmy kettle", "Hello Ben, \n\nmy kettle"),
        ("> your kettle \n> is here \nIs it?", "> your kettle is here \nIs it?"),
        (">your kettle \n>is here", ">your kettle is here"),
        (">> a \n>> b \n> c \n> d", ">> a b \n> c d"),
        ("Ada \n-- \nAda Lark \nLark Ltd", "Ada \n-- \nAda Lark Lark Ltd"),
        ("> -- \n> Ben", "> -- \n> Ben"),
        ("The end \n_______________\nthe list", "The end \n_______________\nthe list"),
        ("The end ", "The end "),
        ("", ""),
        ("\n", "\n"),
    ],
)
def test_soft_line_ends_are_undone(sent: str, read: str):
    assert unflowed(sent, del_sp=False) == read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("お問い \n合わせ", "お問い合わせ"),
        ("My  \nkettle", "My kettle"),
        ("Hello Ben, \n\nmy kettle", "Hello Ben, \n\nmy kettle"),
        ("> a lo \n> ng word", "> a long word"),
    ],
)
def test_with_delsp_the_blank_at_the_end_goes(sent: str, read: str):
    assert unflowed(sent, del_sp=True) == read


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (FLOWED, "a lo  ng word\n"),
        (f"{FLOWED}; delsp=yes", "a lo ng word\n"),
        ('text/plain; format="Flowed"; DelSp="Yes"', "a lo ng word\n"),
        ("text/plain; format=fixed; delsp=yes", "a lo  \nng word\n"),
        ("text/plain; charset=utf-8", "a lo  \nng word\n"),
        ("text/html; format=flowed", "a lo ng word"),
    ],
)
def test_only_what_says_that_it_flows_is_joined(type_: str, text: str):
    assert parse(letter("a lo  \nng word\n", Content_Type=type_)).text == text


def test_reply_quotation_and_signature_of_a_flowed_answer_are_found():
    body = (
        "Yes, please send me \nanother one.\n\nOn 02/11/2026 10:12, Ben Bird <ben@desk.example> \nwrote:\n"
        "> Dear Ada,\n> would you like us to send you \n> another kettle?\n\n-- \nAda Lark\nLark Ltd\n"
    )
    mail = parse(letter(body, Content_Type=FLOWED, In_Reply_To="<x@desk.example>", Subject="Re: Kettle"))

    assert mail.reply == "Yes, please send me another one."
    assert mail.quoted.endswith("> would you like us to send you another kettle?")
    assert mail.signature == "-- \nAda Lark\nLark Ltd"


def test_a_file_among_flowed_words_keeps_its_blanks():
    coded = "begin 644 a.txt\n#86) \n`\nend\n"
    mail = parse(letter(f"Here it \nis.\n{coded}", Content_Type=FLOWED))

    assert mail.text.startswith("Here it is.")
    assert [file.name for file in mail.attachments] == ["a.txt"]


@given(st.text(alphabet="ab >-_\n", max_size=60), st.booleans())
def test_nothing_but_line_ends_marks_and_blanks_goes(text: str, del_sp: bool):
    read = unflowed(text, del_sp=del_sp)

    assert [sign for sign in read if sign not in " >\n"] == [sign for sign in text if sign not in " >\n"]
    assert read.count("\n") <= text.count("\n")
