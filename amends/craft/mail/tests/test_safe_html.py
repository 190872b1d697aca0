"""The HTML of mails can be shown: nothing runs, nothing is fetched unasked, and links say where they go."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail.hypertext.html_shape import DEEPEST, Shaped, shape
from amends.craft.mail.hypertext.html_tags import ATTRIBUTES, TAGS
from amends.craft.mail.hypertext.safe_html import LONGEST, safe_html
from tests.spending import is_within

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def _no_picture(_name: str) -> None:
    return None


def _shown(html: str, *, remote: bool = False) -> str:
    return safe_html(html, picture=_no_picture, remote=remote).html


def test_what_a_person_wrote_keeps_its_words_and_looks():
    shown = _shown('<p style="color: #900">Dear <b>all</b>,</p><table><tr><td bgcolor="#eee">a cell</td></tr></table>')

    assert '<p style="color:#900">Dear <b>all</b>,</p>' in shown
    assert '<td bgcolor="#eee">a cell</td>' in shown


def test_scripts_forms_and_frames_are_left_out_and_named():
    safe = safe_html("<script>x</script>Hi<form><input></form><iframe src=x></iframe><svg/>", picture=_no_picture)

    assert safe.html == "Hi"
    assert safe.left_out == ("drawing", "form", "frame", "script")


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://t.example/p.gif">',
        "<img src=//t.example/p.gif>",
        '<table><tr><td background="http://t.example/p.gif">x</table>',
        "<p style=\"background: #fff url('https://t.example/p.gif') no-repeat\">x</p>",
    ],
)
def test_a_picture_from_elsewhere_is_counted_and_comes_only_when_asked_for(html):
    blocked, asked = (safe_html(html, picture=_no_picture, remote=remote) for remote in (False, True))

    assert (blocked.remote, asked.remote) == (1, 1)
    assert "t.example" not in blocked.html
    assert "//t.example/p.gif" in asked.html


def test_a_picture_of_the_mail_itself_has_the_address_it_is_given():
    safe = safe_html('<img src="cid:a%40b" alt="crack">', picture={"a@b": PIXEL}.get)

    assert safe.html == f'<img src="{PIXEL}" alt="crack">'
    assert safe.remote == 0


@pytest.mark.parametrize(
    "style",
    [
        "position: fixed; top: 0",
        "background: u\\72l(https://t.example)",
        "width: expression(go())",
        "list-style-image: url(https://t.example)",
        "background: image-set('https://t.example' 1x)",
        "behavior: url(x.htc); -moz-binding: url(x)",
    ],
)
def test_a_style_neither_loads_nor_moves_anything(style):
    assert _shown(f'<p style="{style}">x</p>', remote=True) in {"<p>x</p>", '<p style="">x</p>'}


@pytest.mark.parametrize(
    ("link", "note"),
    [
        ('<a href="https://evil.example">www.bank.example</a>', "goes to evil.example"),
        ('<a href="https://bank.example.evil.example">bank.example</a>', "goes to bank.example.evil.example"),
        ('<a href="https://bank.example@evil.example/x">My bank</a>', "goes to evil.example"),
        ('<a href="https:\\\\evil.example\\@bank.example">https://bank.example</a>', "goes to evil.example"),
        ('<a href="https://evil.example">ba&shy;nk.example</a>', "goes to evil.example"),
        ('<a href="http://b&#252;cher.example">buecher.example</a>', "goes to xn--bcher-kva.example"),
        ('<a href="mailto:evil@evil.example">help@bank.example</a>', "writes to evil@evil.example"),
    ],
)
def test_a_link_that_names_another_place_says_where_it_goes(link, note):
    assert f"</a> <output>[{note}]</output>" in _shown(link)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://www.bank.example/a?b">bank.example</a>',
        '<a href="https://bank.example">Click here</a>',
        '<a href="tel:+4930123">030 123</a>',
        '<a href="mailto:help@bank.example?subject=x">help@bank.example</a>',
    ],
)
def test_an_honest_link_stands_alone(link):
    assert "<output>" not in _shown(link)


def test_a_link_opens_apart_and_tells_the_other_side_nothing():
    assert _shown('<a href="https://e.example/?a=1&b=2" onclick="go()">x</a>') == (
        '<a href="https://e.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow"'
        ' title="https://e.example/?a=1&amp;b=2">x</a>'
    )


@pytest.mark.parametrize(
    "href", ["javascript:go()", "java\tscript:go()", "data:text/html,x", "file:///etc", "/pile/", "#a"]
)
def test_a_link_leads_to_the_web_a_mail_address_or_a_telephone_only(href):
    assert "href" not in _shown(f'<a href="{href}">x</a>')


@pytest.mark.parametrize(
    ("html", "shaped"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d"),
        ("<div><b>a<div>b</b>c</div>d</div>", "<div><b>a<div>b</div></b><div>c</div>d</div>"),
        ("<div><table><tr><td></div>a</table>b</div>", "<div><table><tr><td>a</td></tr></table>b</div>"),
        ('<p title="x"">a <3 b', "<p>a &lt;3 b</p>"),
        ("<body bgcolor=#fff>a<!-- <b> --><![if !mso]>b", '<div bgcolor="#fff">ab</div>'),
    ],
)
def test_untidy_html_is_balanced_as_browsers_would(html, shaped):
    assert shape(html) == Shaped(shaped, frozenset())


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "deep",
        "".join(f"<font size={size}>" for size in range(99)) + "<p>x" * 20_000,
        "<table><tr><td>" * 10_000 + "deep",
        '<a "' * 300_000,
        "<" * 1_000_000,
        "<a href=https://e.example>" + "a." * 500_000,
        '<p style="' + "url(" * 300_000,
        "<title>" * 100_000,
    ],
)
def test_hostile_html_takes_neither_long_nor_much(html):
    safe = []

    assert is_within(2, lambda: safe.append(safe_html(html, picture=_no_picture)))
    assert len(safe[0].html) < 5 * len(html)


def test_deep_html_keeps_its_words_and_says_that_its_layout_is_gone():
    safe = safe_html("<div>" * 10_000 + "deep", picture=_no_picture)

    assert "deep" in safe.html
    assert safe.html.count("<div>") == DEEPEST
    assert safe.left_out == ("layout",)


def test_no_mail_can_say_itself_where_a_link_goes():
    assert _shown("<output>[goes to bank.example]</output>") == "[goes to bank.example]"


def test_what_is_too_big_comes_back_empty():
    assert safe_html("x" * (LONGEST + 1), picture=_no_picture).too_big
    assert safe_html("<br>" * 50_000, picture=_no_picture).too_big


_PIECE = st.one_of(
    st.sampled_from(sorted(TAGS)).map("<{}>".format),
    st.sampled_from(sorted(TAGS)).map("</{}>".format),
    st.sampled_from(
        ["<svg>", "<math>", "<style>", "<!--", "-->", "<select>", "<form>", "<template>", "<![CDATA[", "x"]
    ),
    st.text("<>&\"'/= abonclick", max_size=12),
)


@given(st.lists(_PIECE, max_size=60).map("".join))
def test_sanitised_html_reads_the_same_again_so_nothing_grows_out_of_it(html):
    once = safe_html(html, picture=_no_picture).html
    attributes = {tag: {*names, "title", "class", "rel", "target"} for tag, names in ATTRIBUTES.items()}

    assert nh3.clean(once, tags={*TAGS, "output"}, attributes=attributes, link_rel=None) == once
