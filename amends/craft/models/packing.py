"""Writing the file of models: the same parts give the same bytes, on every machine."""

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from amends.craft.models.features import STANDARD, Recipe
from amends.craft.models.heads import Head
from amends.craft.models.keys import key_of
from amends.craft.models.packaged import MAGIC, Part, aligned, read

_MOST: Final = 127  # the largest weight of a signed byte
_PLACES: Final = 7  # digits of a written factor: a machine's last digits must not show


@dataclass(frozen=True, slots=True)
class Packed:
    """A part on its way into the file."""

    name: str
    about: Mapping[str, Any]
    pieces: Mapping[str, bytes] = field(default_factory=dict)


def pack_linear(
    name: str,
    heads: Sequence[Head],
    weights: Mapping[str, Sequence[float]],
    *,
    recipe: Recipe = STANDARD,
    about: Mapping[str, Any] | None = None,
) -> Packed:
    """Pack a linear model: for each feature one weight per head, kept as a byte; what rounds to nothing is left out.

    Of two features that share a key, which one pair in four thousand million does, the heavier stays.
    """
    tops = [max((abs(row[at]) for row in weights.values()), default=0.0) or 1.0 for at in range(len(heads))]
    rows: dict[int, list[int]] = {}
    for feature in sorted(weights):
        row = [round(weight / top * _MOST) for weight, top in zip(weights[feature], tops, strict=True)]
        key = key_of(feature)
        if any(row) and sum(map(abs, row)) > sum(map(abs, rows.get(key, ()))):
            rows[key] = row
    told = [
        asdict(head)
        | {"slope": float(f"{head.slope * top / _MOST:.{_PLACES}g}"), "offset": round(head.offset, _PLACES)}
        for head, top in zip(heads, tops, strict=True)
    ]
    return _linear(name, {**(about or {}), "kind": "linear", "recipe": asdict(recipe), "heads": told}, rows)


def merge(name: str, parts: Sequence[Packed]) -> Packed:
    """Make one part of several linear ones of the same recipe, so that a text is looked up once for all their heads."""
    recipe = parts[0].about["recipe"]
    if any(part.about["recipe"] != recipe for part in parts):
        raise ValueError(name)
    heads = [head for part in parts for head in part.about["heads"]]
    rows: dict[int, list[int]] = {}
    begin = 0
    for part in parts:
        wide = len(part.about["heads"])
        for at, key in enumerate(_numbers(part.pieces["keys"], "I")):
            row = rows.setdefault(key, [0] * len(heads))
            row[begin : begin + wide] = _numbers(part.pieces["weights"][at * wide : (at + 1) * wide], "b")
        begin += wide
    return _linear(name, {"kind": "linear", "recipe": recipe, "heads": heads}, rows)


def _linear(name: str, about: Mapping[str, Any], rows: Mapping[int, Sequence[int]]) -> Packed:
    keys = sorted(rows)
    weights = array("b", [weight for key in keys for weight in rows[key]])
    return Packed(name, about, {"keys": _little(array("I", keys)), "weights": _little(weights)})


def _numbers(piece: bytes, code: Literal["I", "b"]) -> array[int]:
    numbers = array(code, piece)
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers.tobytes()


def write(parts: Iterable[Packed | Part]) -> bytes:
    """Give the bytes of a file that holds `parts`, of which some may come from another file."""
    header: dict[str, Any] = {}
    body = bytearray()
    for part in sorted(parts, key=lambda each: each.name):
        places: dict[str, tuple[int, int]] = {}
        for piece in sorted(part.pieces):
            body.extend(bytes(aligned(len(body)) - len(body)))
            places[piece] = (len(body), len(part.pieces[piece]))
            body += part.pieces[piece]
        header[part.name] = {"about": dict(part.about), "pieces": places}
    told = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    front = MAGIC + len(told).to_bytes(8, "little") + told
    return bytes(front + bytes(aligned(len(front)) - len(front)) + body)


def replace(whole: bytes, parts: Iterable[Packed]) -> bytes:
    """Give the bytes of a file with `parts` put in, or in place of those of the same name."""
    kept: dict[str, Packed | Part] = dict(read(memoryview(whole))) if whole else {}
    return write((kept | {part.name: part for part in parts}).values())
