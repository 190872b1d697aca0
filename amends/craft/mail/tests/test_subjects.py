"""Subjects are compared without what answering and sending on put before them, in any of the usual languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import bare_subject
from amends.craft.mail.words.subjects import is_answer, is_forward

ANSWERS = [
    "Re:",
    "RE: ",
    "AW:",
    "Antw:",
    "SV:",
    "Odp:",
    "R:",
    "RIF:",
    "Ynt:",
    "Rép :",
    "RE : ",
    "回复：",
    "答复:",
    "返信:",
]
ANSWERS += ["Re[2]:", "Re(3):", "Re^4:", "Отв:", "Res:", "Σχετ:", "답장:", "Vá:", "AW: AW:", "Re: AW: SV:"]
FORWARDS = [
    "Fwd:",
    "FW:",
    "WG:",
    "TR:",
    "RV:",
    "I:",
    "Enc:",
    "Doorst:",
    "VB:",
    "PD:",
    "转发:",
    "転送:",
    "Пересл:",
    "Reenv:",
]


@pytest.mark.parametrize("prefix", [*ANSWERS, *FORWARDS, "[EXT]", "[EXTERNAL] ", "[External] Re:", "Re: [EXT] Fwd:"])
def test_a_prefix_is_taken_off(prefix: str):
    assert bare_subject(f"{prefix} The kettle leaks") == "The kettle leaks"


@pytest.mark.parametrize(
    "subject",
    [
        "Kettle: it leaks",
        "Return: my kettle",
        "Invoice 4711",
        "[users] The kettle leaks",
        "Refund",
        "Irene: call me",
        "Today",
    ],
)
def test_a_subject_without_a_prefix_stays(subject: str):
    assert bare_subject(subject) == subject


def test_the_tag_of_a_list_stays_and_an_answer_behind_it_goes():
    assert bare_subject("Re: [users] Re: AW: The kettle leaks") == "[users] The kettle leaks"
    assert bare_subject("[users] The kettle leaks") == "[users] The kettle leaks"


@pytest.mark.parametrize("prefix", FORWARDS)
def test_a_forward_says_so(prefix: str):
    assert is_forward(f"{prefix} Kettle")
    assert is_forward(f"[EXTERNAL] {prefix} Kettle")
    assert not is_answer(f"{prefix} Kettle")


@pytest.mark.parametrize("prefix", ANSWERS)
def test_an_answer_is_no_forward_even_where_it_answers_one(prefix: str):
    assert is_answer(f"{prefix} Fwd: Kettle")
    assert not is_forward(f"{prefix} Fwd: Kettle")


@given(
    st.lists(st.sampled_from([*ANSWERS, *FORWARDS, "[EXT]"]), max_size=6),
    st.sampled_from(["Kettle", "", "42", "Größe"]),
)
def test_what_is_bare_stays_as_it_is(prefixes: list[str], subject: str):
    once = bare_subject(" ".join([*prefixes, subject]))

    assert once == subject
    assert bare_subject(once) == once
