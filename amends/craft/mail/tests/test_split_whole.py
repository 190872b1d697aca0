"""Whatever a text holds, every line of it is in the reply, in the quotation or in the signature, once."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import Split, split_reply
from amends.craft.mail.packaged import packaged
from amends.craft.mail.tests.forms import FORMS

_QUOTES, _SIGNATURES = packaged("quotes"), packaged("signatures")
_SAID = [word for words in _QUOTES["said"].values() for word in words]
_PHRASES = [phrase for table in _SIGNATURES.values() for words in table.values() for phrase in words]
_SEPARATORS = [word for words in _QUOTES["separators"].values() for word in words]

attributions = st.builds("On 2 Nov 2026 at 10:12, Ben <ben@desk.example> {}:".format, st.sampled_from(_SAID))
rules = st.builds("-----{}-----".format, st.sampled_from(_SEPARATORS))
heads = st.sampled_from([form.text for form in FORMS if form.name.startswith("outlook")]).map(
    lambda text: text.partition("\n\n")[2].partition("\n\n")[0]
)
own = st.sampled_from(
    ["The kettle leaks.", "Why?", "- the lid", "1. the spout", "Ada", "Ada Lark", "My address is:", "x" * 90]
)
quoted = st.sampled_from(["> Which one?", ">", ">> It will come.", "> On 1 Nov 2026 Ada wrote:", "|> odd"])
marks = st.sampled_from(["-- ", "--", "—", "____", "##- Please type your reply above this line -##", "+49 341 123456"])
lines = st.one_of(own, own, quoted, marks, st.just(""), attributions, rules, heads, st.sampled_from(_PHRASES))
mixtures = st.lists(lines, max_size=25).map("\n".join)
garbage = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\n\n>>::-- \t@<>*_：\u200b")), max_size=400
)


def _lines(*texts: str) -> Counter[str]:
    return Counter(line for text in texts for line in text.split("\n") if line.strip())


def _whole(split: Split) -> Counter[str]:
    return _lines(split.reply, split.quoted, split.signature)


def _bare(lines: Counter[str]) -> Counter[str]:
    """Leave aside blanks around a line: those at both ends of a text aren't kept."""
    bare: Counter[str] = Counter()
    for line, count in lines.items():
        bare[line.strip()] += count
    return bare


@given(mixtures)
def test_no_line_of_any_mixture_is_lost_or_doubled(text: str):
    assert _bare(_whole(split_reply(text, name="Ada Lark"))) == _bare(_lines(text))


@given(garbage)
def test_no_line_of_any_garbage_is_lost_or_doubled(text: str):
    assert _bare(_whole(split_reply(text, name="Ada Lark"))) == _bare(_lines(text))


@given(mixtures)
def test_every_own_line_stands_in_the_reply_in_its_order(text: str):
    split = split_reply(text, name="Ada Lark")

    reply = iter(line.strip() for line in split.reply.split("\n"))
    assert all(line.strip() in reply for line in split.own_words.split("\n") if line.strip())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_no_line_of_any_form_is_lost(form):
    assert _bare(_whole(split_reply(form.text))) == _bare(_lines(form.text))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@given(above=st.lists(own, min_size=1, max_size=5), below=mixtures)
def test_what_is_answered_above_stands_in_order_and_is_its_own_reply(form, above: list[str], below: str):
    tail = form.text.removeprefix(form.own)
    text = "\n".join([*above, tail if tail != form.text else "", below])

    split = split_reply(text)

    if text.startswith(split.reply) and "> " not in split.reply:
        assert split_reply(split.reply).reply == split.reply
    assert _bare(_whole(split)) == _bare(_lines(text))
