"""The packaged file of models: one header, then the bytes of every part, mapped so that all processes share them."""

import json
import mmap
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

MAGIC: Final = b"amends-models-1\n"
ALIGNED: Final = 8  # bytes: where a part's bytes may begin
PATH: Final = Path(__file__).with_name("data") / "models.bin"


class MissingPartError(LookupError):
    """A part was asked for that the file does not hold: a programmer's error, or a file of another version."""


class ModelFileError(ValueError):
    """The file does not begin as a file of models does."""


@dataclass(frozen=True, slots=True)
class Part:
    """One named part: what it says of itself, and its pieces of bytes by name."""

    name: str
    about: Mapping[str, Any]
    pieces: Mapping[str, memoryview]

    def numbers(self, piece: str, code: Literal["b", "B", "h", "H", "i", "I"]) -> Sequence[int]:
        """Give a piece as whole numbers of the `array` type code `code`: a view where the machine reads them so."""
        view = self.pieces[piece]
        if sys.byteorder == "little":
            return view.cast(code)
        turned: array[int] = array(code, bytes(view))
        turned.byteswap()
        return turned


def read(whole: memoryview) -> dict[str, Part]:
    """Read all parts of a file's bytes, without looking at more than the header. Raises ModelFileError."""
    if bytes(whole[: len(MAGIC)]) != MAGIC:
        raise ModelFileError
    begin = len(MAGIC) + 8
    size = int.from_bytes(whole[len(MAGIC) : begin], "little")
    header = json.loads(bytes(whole[begin : begin + size]))
    after = aligned(begin + size)
    return {
        name: Part(
            name,
            row["about"],
            {piece: whole[after + at : after + at + length] for piece, (at, length) in row["pieces"].items()},
        )
        for name, row in header.items()
    }


def aligned(place: int) -> int:
    """Give the next place at which a piece may begin."""
    return -(-place // ALIGNED) * ALIGNED


@cache
def _parts() -> dict[str, Part]:
    with PATH.open("rb") as file:
        return read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def raw(name: str) -> Part:
    """Give a part of the packaged file as it is. Raises MissingPartError."""
    try:
        return _parts()[name]
    except KeyError:
        raise MissingPartError(name) from None
