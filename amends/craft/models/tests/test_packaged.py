"""The file of models: the same bytes for the same parts, read without surprises."""

import pytest

from amends.craft.models import raw
from amends.craft.models.heads import Head
from amends.craft.models.linear import Linear
from amends.craft.models.packaged import MissingPartError, ModelFileError, read
from amends.craft.models.packing import Packed, merge, pack_linear, replace, write

VECTORS = Packed("vectors", {"wide": 2}, {"numbers": bytes([1, 255, 3, 4]), "words": "naïve".encode()})


def test_parts_come_back_as_they_were_packed() -> None:
    part = read(memoryview(write([VECTORS])))["vectors"]
    assert part.about == {"wide": 2}
    assert bytes(part.pieces["words"]).decode() == "naïve"
    assert list(part.numbers("numbers", "b")) == [1, -1, 3, 4]


def test_the_same_parts_in_any_order_give_the_same_bytes() -> None:
    mood = pack_linear("mood", [Head("angry")], {"b": [1.0], "a": [0.5]})
    same = pack_linear("mood", [Head("angry")], {"a": [0.5], "b": [1.0]})
    assert write([mood, VECTORS]) == write([VECTORS, same])


def test_one_part_is_replaced_and_the_others_stay() -> None:
    whole = write([VECTORS, Packed("other", {"old": True})])
    parts = read(memoryview(replace(whole, [Packed("other", {"old": False})])))
    assert parts["other"].about == {"old": False}
    assert bytes(parts["vectors"].pieces["numbers"]) == bytes([1, 255, 3, 4])


def test_weights_that_round_to_nothing_are_left_out() -> None:
    packed = pack_linear("mood", [Head("angry")], {"a": [100.0], "b": [0.01]})
    assert len(packed.pieces["weights"]) == 1


def test_what_is_no_file_of_models_is_refused() -> None:
    with pytest.raises(ModelFileError):
        read(memoryview(b"PK\3\4 and so on"))


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(MissingPartError, match="moods-of-cats"):
        raw("moods-of-cats")


def test_merged_parts_judge_as_they_did_apart() -> None:
    mood = pack_linear("mood", [Head("angry")], {"furious": [1.0], "well": [-0.5]})
    wish = pack_linear("wish", [Head("leave", offset=-1.0), Head("stay")], {"goodbye": [1.0, -1.0], "well": [0.0, 0.5]})
    parts = read(memoryview(write([mood, wish, merge("both", [mood, wish])])))
    both = Linear(parts["both"]).read("Well, goodbye, I am furious")
    assert both.logit("angry") == Linear(parts["mood"]).read("Well, goodbye, I am furious").logit("angry")
    assert both.logit("leave") == Linear(parts["wish"]).read("Well, goodbye, I am furious").logit("leave")
    assert both.logit("stay") == Linear(parts["wish"]).read("Well, goodbye, I am furious").logit("stay")
