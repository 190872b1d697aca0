"""The small Markdown of agents becomes safe HTML and plain text laid out as written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import to_html, to_text

TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote"}


@pytest.mark.parametrize(
    ("written", "html", "text"),
    [
        ("Dear Ada", "<p>Dear Ada</p>", "Dear Ada"),
        ("one\ntwo", "<p>one<br>\ntwo</p>", "one\ntwo"),
        ("*so* **very**", "<p><em>so</em> <strong>very</strong></p>", "so very"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b"),
        ("1. a\n2. *b*", "<ol>\n<li>a</li>\n<li><em>b</em></li>\n</ol>", "1. a\n2. b"),
        ("> *said*", "<blockquote>\n<p><em>said</em></p>\n</blockquote>", "> said"),
        ("[here](https://x.example/a)", '<p><a href="https://x.example/a">here</a></p>', "here (https://x.example/a)"),
        ("[mail](mailto:a@x.example)", '<p><a href="mailto:a@x.example">mail</a></p>', "mail (a@x.example)"),
        ("<https://x.example>", '<p><a href="https://x.example">https://x.example</a></p>', "https://x.example"),
        ("See https://x.example/a_b.", '<p>See <a href="https://x.example/a_b">https://x.example/a_b</a>.</p>', None),
        ("(https://x.example/a)", '<p>(<a href="https://x.example/a">https://x.example/a</a>)</p>', None),
        (r"\*kept\*", "<p>*kept*</p>", "*kept*"),
        ("5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>", None),
        ("<b>no</b> &amp;", "<p>&lt;b&gt;no&lt;/b&gt; &amp;amp;</p>", None),
        ("# no heading", "<p># no heading</p>", None),
        ("`no code`", "<p>`no code`</p>", None),
        ("    no code", "<p>no code</p>", None),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>", None),
        ("[x](ftp://x.example)", "<p>[x](ftp://x.example)</p>", None),
        ("[x](/inside)", "<p>[x](/inside)</p>", None),
        (
            "![x](https://x.example/p.png)",
            '<p>!<a href="https://x.example/p.png">x</a></p>',
            "!x (https://x.example/p.png)",
        ),
    ],
)
def test_each_form_in_both_shapes(written: str, html: str, text: str | None):
    assert to_html(written).strip() == html
    assert to_text(written) == (written if text is None else text)


def test_plain_text_keeps_blank_lines_indents_and_the_mark_of_a_signature():
    written = "Dear Ada,\n\n\n   40 EUR   on Monday\n\nYours\n-- \nBen\n"

    assert to_text(written) == written


@given(st.text(alphabet=st.sampled_from("ab *_[]()<>\\`#-1.\n\"'&:/!htps"), max_size=120))
def test_no_tag_but_ours_and_no_target_but_ours_comes_out(written: str):
    html = to_html(written)

    assert {name.lower() for name in re.findall(r"</?([a-zA-Z]+)", html)} <= TAGS
    assert all(target.startswith(("http://", "https://", "mailto:")) for target in re.findall(r'href="([^"]*)', html))


@given(st.text(max_size=200))
def test_any_text_is_rendered(written: str):
    assert isinstance(to_html(written), str)
    assert to_text(written).count("\n") == to_text(to_text(written)).count("\n")


@given(st.lists(st.sampled_from(["kettle", "blue", "40", "EUR"]), min_size=1, max_size=20).map(" ".join))
def test_text_without_marks_is_unchanged(written: str):
    assert to_text(written) == written
