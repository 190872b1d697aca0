"""A refusal carries a code and values, and is caught by its name or by the root of the tree."""

import copy
from typing import Any

import pytest

from amends.craft import refusal
from amends.craft.refusal import (
    AlreadyDone,
    Malformed,
    Missing,
    NotAllowed,
    Refused,
    SomethingNew,
    StillOwed,
    TooLate,
)

TREE = (NotAllowed, TooLate, AlreadyDone, StillOwed, SomethingNew, Missing, Malformed)


@pytest.mark.parametrize("kind", TREE)
def test_every_named_refusal_is_caught_as_refused(kind: type[Refused]) -> None:
    with pytest.raises(Refused):
        raise kind


@pytest.mark.parametrize("kind", TREE)
def test_every_named_refusal_stands_in_the_drawing(kind: type[Refused]) -> None:
    assert f"── {kind.__name__} " in (refusal.__doc__ or "")


def test_without_a_code_the_name_of_the_class_is_the_code() -> None:
    assert [kind().code for kind in TREE] == [
        "not_allowed",
        "too_late",
        "already_done",
        "still_owed",
        "something_new",
        "missing",
        "malformed",
    ]


def test_a_refusal_shows_its_code_and_its_values_in_one_line() -> None:
    assert str(TooLate("reply_has_left", dispatch=7)) == "reply_has_left (dispatch=7)"
    assert str(TooLate()) == "too_late"


def test_still_owed_names_the_kinds() -> None:
    refused = StillOwed("close_refused", kinds=["answer", "promise"], case=12)
    assert refused.kinds == ("answer", "promise")
    assert refused.data == {"kinds": ("answer", "promise"), "case": 12}


def test_the_values_of_a_refusal_cannot_be_changed() -> None:
    data: Any = Missing("no_such_agent", name="ben").data
    with pytest.raises(TypeError):
        data["name"] = "cleo"


@pytest.mark.parametrize("refused", [Malformed("money", text="?"), StillOwed(kinds=("answer",)), AlreadyDone()])
def test_a_refusal_taken_apart_is_put_together_whole(refused: Refused) -> None:
    back = copy.copy(refused)
    assert (type(back), back.code, back.data) == (type(refused), refused.code, refused.data)
