"""Words that come as rich text only are read, and the HTML that Outlook hides in it comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.tests.letters import letter
from amends.craft.mail.wrapped.rtf_words import read_rich_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"{\rtf1\ansi Hello\par Ben}", "Hello\nBen"),
        (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator X;}\pard\f0\b Hello\b0  Ben}", "Hello Ben"),
        (r"{\rtf1\ansi\ansicpg1252 Gr\'fc\'dfe \'8050}", "Grüße €50"),
        (r"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}\f1\'cf\'f0\f0\'fc}", "Прü"),
        (r"{\rtf1\ansi\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
        (r"{\rtf1\ansi\uc1 \u8364?10 \u-10179?\u-8704?}", "€10 😀"),
        (r"{\rtf1\ansi\uc2 \u8364\'80\'80x}", "€x"),
        (r"{\rtf1\ansi\uc0 \u8364 x}", "€x"),
        (r"{\rtf1 \{a\}\\b\~c\_d\-e\tab f\lquote g\rquote}", "{a}\\b\xa0c-de\tf‘g’"),
        (r"{\rtf1 a{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}b}", "alinkb"),
        (r"{\rtf1 a{\pict 0102ff}b{\header h}c", "abc"),
        (r"{\rtf1\ansi a}}} b", "a b"),
        ("no rich text", ""),
        ("", ""),
    ],
)
def test_words_are_read(written: str, read: str):
    assert read_rich_text(written.encode()) == (read, False)


def test_the_html_inside_comes_out():
    hidden = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
        rb"Gr\'fc\'dfe{\*\htmltag84 &lt;}\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}"
    )

    assert read_rich_text(hidden) == ("<p>Grüße&lt;</p>", True)


def test_a_mail_of_rich_text_alone_has_words():
    for type_ in ("text/rtf", "application/rtf"):
        mail = parse(letter(r"{\rtf1\ansi The kettle broke.\par}", Content_Type=type_))
        assert mail.text.strip() == "The kettle broke."
    [wrapped] = corpus("mimekit/tnef/rtf.tnef")
    mail = parse(b"From: a@b.example\nContent-Type: application/ms-tnef\n\n" + wrapped.read_bytes())
    assert mail.text.strip().startswith("aafgag'alga'kgk")
    assert [file.name for file in mail.attachments] == ["body.rtf"]


def test_endless_braces_end():
    assert read_rich_text(b"{\\rtf1 " + b"{" * 500_000 + b"a" + b"}" * 500_000 + b"b") == ("ab", False)


@given(
    st.lists(
        st.sampled_from(
            [
                *"{}ab ",
                "\\u-9",
                "\\u0",
                "\\u55357",
                "\\'e9",
                "\\par",
                "\\*",
                "\\htmlrtf",
                "\\htmltag",
                "\\fonttbl",
                "\\f7",
            ]
        )
    )
)
def test_no_order_of_words_raises(words: list[str]):
    text, _ = read_rich_text(("{\\rtf1\\fromhtml" + "".join(words)).encode())

    assert "\0" not in text
    assert text.encode().decode() == text
