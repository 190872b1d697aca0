"""Texts made to wear a reader out are taken apart in time that grows as they do, and no faster."""

from collections.abc import Callable

import pytest

from amends.craft.mail import bare_subject, forwarded_in, split_reply
from amends.craft.mail.words.html_quotes import quotation_in
from tests.spending import keeps_pace

_MOST_GROWTH = 2.6  # of twice the text
_LEAST_TIME = 0.02  # seconds, below which a clock tells nothing

TEXTS: dict[str, Callable[[int], str]] = {
    "blank lines": lambda n: "a\n" + "\n" * (n * 10) + "b",
    "one endless attribution": lambda n: "On " + "x " * (n * 10),
    "attributions that never end": lambda n: "On x x x\n" * n,
    "attributions in a row": lambda n: "Am 1 um 2 schrieb\n" * n,
    "attributions with colons": lambda n: "On 1 Nov 2026 Ben <b@c.example> said:\n" * n,
    "quoted lines": lambda n: "> x\n" * (n * 50),
    "one quoted line": lambda n: ">" * (n * 100),
    "quoted and own lines by turns": lambda n: "> x\ny\n" * n,
    "wrapped lines by turns": lambda n: ("> " + "x" * 80 + "\ny\n") * n,
    "heads that aren't": lambda n: "From: a@b\nTo: x\n\n" * n,
    "labels without an end": lambda n: "From:\n" * n,
    "dashes": lambda n: "-" * (n * 100),
    "lines of dashes": lambda n: "-=-=-=-=-\n" * n,
    "marks of signatures": lambda n: "x\n" + "-- \nAda\n" * n,
    "closing words": lambda n: "x\n" + "Kind regards\n" * n,
    "closing words in one line": lambda n: "x\n" + "thanks and " * (n * 5),
    "names": lambda n: "x.\n\n" + "Ada\n\n" * n,
    "footers": lambda n: "x\n" + "Sent from my iPhone\n" * n,
    "one endless footer": lambda n: "x\nSent from my " + "phone" * (n * 10),
    "warnings": lambda n: "x\n\n" + "This e-mail is confidential.\n" * n,
    "lines of help desks": lambda n: "##-" + "-" * (n * 10) + "\nabove this line\n" * n,
    "words between blanks": lambda n: "x" + " " * (n * 100) + "wrote:",
    "brackets": lambda n: ("<" * 200 + ":\n") * n,
    "decomposed letters": lambda n: "e\u0301" * (n * 10) + " schrieb:\n> x",
    "full-width colons": lambda n: "主题：\n" * n,
    "phone numbers": lambda n: "x.\n\nAda " + "1 2" * (n * 10),
}

SHOWN: dict[str, Callable[[int], str]] = {
    "signs": lambda n: '<div class="gmail_quote">x' * n,
    "open styles": lambda n: "quote" + "<style>" * n * 5,
    "an endless tag": lambda n: "quote<" + "a" * n * 50,
    "open brackets": lambda n: "quote" + "<" * n * 50,
    "classes": lambda n: "<a " + "class=" * n * 5 + "quote>",
    "quotations": lambda n: "<blockquote type=cite>x" * n,
}


def _grows_as_it_should(work: Callable[[int], object], size: int) -> bool:
    return keeps_pace(_MOST_GROWTH, work, size, least=_LEAST_TIME)


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_a_crafted_text_is_split_in_time_that_grows_as_it_does(made: Callable[[int], str]):
    assert _grows_as_it_should(lambda size: split_reply(made(size), name="Ada Lark"), 2_000)


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_a_crafted_text_is_searched_for_a_forward_in_time_that_grows_as_it_does(made: Callable[[int], str]):
    assert _grows_as_it_should(lambda size: forwarded_in(made(size), subject="Fwd: x"), 1_000)


@pytest.mark.parametrize("made", SHOWN.values(), ids=SHOWN)
def test_crafted_html_is_read_in_time_that_grows_as_it_does(made: Callable[[int], str]):
    assert _grows_as_it_should(lambda size: quotation_in(made(size), ["x"] * size), 2_000)


@pytest.mark.parametrize("piece", ["Re: ", " ", "[x]", "[EXT] ", "Re[2] "])
def test_a_crafted_subject_is_read_in_time_that_grows_as_it_does(piece: str):
    assert _grows_as_it_should(lambda size: bare_subject("Re" + piece * size), 50_000)
