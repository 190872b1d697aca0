"""HTML of very many tags is read in stretches, and reads as if it had been read at once."""

from amends.craft.mail.hypertext.html_stretches import stretches
from amends.craft.mail.hypertext.html_text import html_to_text


def test_short_html_is_one_stretch():
    assert list(stretches("<p>a</p>" * 100)) == ["<p>a</p>" * 100]


def test_nothing_is_lost_between_stretches():
    words = [f"word{number}" for number in range(20_000)]

    text = html_to_text("".join(f"<p>{word}</p>" for word in words))

    assert text.split() == words


def test_the_cells_of_a_long_table_stay_apart():
    rows = "".join(f"<tr><td>a{number}</td><td>b{number}</td></tr>" for number in range(10_000))

    words = html_to_text(f"<table>{rows}</table>").split()

    assert words == [f"{letter}{number}" for number in range(10_000) for letter in "ab"]


def test_scripts_and_styles_are_never_cut_open():
    filling = "<b>x</b>" * 7_000
    page = (
        f"{filling}<script>if (a<b) alert('secret')</script><STYLE>p<b {{}} secret</STYLE><!-- <i>secret -->{filling}"
    )

    text = html_to_text(page)

    assert "secret" not in text
    assert text.count("x") == 14_000


def test_a_quotation_over_several_stretches_is_marked_to_its_end():
    lines = "".join(f"<p>line{number}</p>" for number in range(10_000))

    text = html_to_text(f"<p>mine</p><blockquote>{lines}</blockquote><p>mine again</p>").split("\n")

    said = [line for line in text if line.strip(" >")]
    assert (said[0], said[-1]) == ("mine", "mine again")
    assert all(line.startswith("> line") for line in said[1:-1])
    assert len(said) == 10_002
