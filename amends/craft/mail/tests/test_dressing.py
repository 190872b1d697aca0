"""Our mail reads well in mail programs, in light and in dark, and its text part says all that its HTML says."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import compose, parse, to_html
from amends.craft.mail.composing.dressing import page
from amends.craft.mail.composing.outgoing import Quoted
from amends.craft.mail.tests.test_writing import REPLY

QUOTED = Quoted("On Monday 2 March 2026, Ada wrote:", "The lamp <b>broke</b>.\n\nWhen & where?")
PIECES = (
    *(
        "Dear Ada,",
        "\n\n",
        "- one",
        "\n",
        "**bold** word",
        "*so*",
        "[here](https://x.example/a?b=1&c=2)",
        "> said",
        " ",
    ),
    *(
        "https://x.example/p",
        "1. first",
        "<script>",
        "& more",
        "5 < 6",
        "\n-- \nBen\nLumen & Co",
        "<https://y.example>",
    ),
)
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def parts(mail) -> tuple[str, str]:
    read = parse(compose(mail))
    return read.text, read.html


def words_of(markup: str) -> set[str]:
    body = markup[markup.index("<body") :]
    return set(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", body))))


@given(WRITTEN, st.sampled_from([None, QUOTED]))
def test_every_word_and_link_of_the_html_is_in_the_text(written, quoted):
    text, markup = parts(replace(REPLY, text=written, quoted=quoted))

    assert all(word in text for word in words_of(markup))
    targets = [html.unescape(target).removeprefix("mailto:") for target in re.findall(r'href="([^"]*)"', markup)]
    assert all(target in text for target in targets)


@given(WRITTEN)
def test_dressing_changes_looks_only(written):
    dressed = page(written)
    bare = re.sub(r' style="[^"]*"', "", dressed)

    if "\n-- \n" not in written:
        assert to_html(written) in bare
    assert "<script" not in dressed


def test_every_tag_carries_its_own_style_and_nothing_is_fetched():
    _, markup = parts(replace(REPLY, text="One\n\n- two\n\n> three\n\n[four](https://x.example)", quoted=QUOTED))

    assert all("style=" in tag for tag in re.findall(r"<(?:p|ul|li|blockquote|a)\b[^>]*>", markup))
    assert not re.search(r"<(?:style|link|img|script)|src=|url\(", markup)


def test_it_is_safe_in_the_dark():
    _, markup = parts(REPLY)

    assert '<meta name="color-scheme" content="light dark">' in markup
    assert not re.search(r"background|[^-]color:", markup)


def test_the_words_that_are_answered_stand_below_everything():
    text, markup = parts(replace(REPLY, quoted=QUOTED))

    assert text.endswith(
        "-- \nBen\n\nOn Monday 2 March 2026, Ada wrote:\n> The lamp <b>broke</b>.\n>\n> When & where?\n"
    )
    assert markup.index("Ben") < markup.index("Ada wrote:") < markup.index("The lamp &lt;b&gt;broke&lt;/b&gt;.")


def test_what_we_quote_is_told_apart_when_it_comes_back():
    read = parse(compose(replace(REPLY, quoted=QUOTED)))

    assert "lamp" not in read.reply
    assert "lamp" in read.quoted


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_language_and_its_direction_are_told(language):
    assert f'<html lang="{language}">' in page("x", language=language)
    assert 'dir="auto"' in page("x", language=language)
