"""Two versions of a policy compared: lines that came and went, and the words that differ in them."""

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from amends.doors.office.policies_pages import DiffLine, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AROUND = 3
"""Lines that are the same, shown before and after those that differ."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4  # lines less alike than this are shown as wholly different
_LONGEST = 2000  # characters of a line in which words are compared


def compare(old: str, new: str) -> tuple[DiffLine, ...]:
    """Return the lines in which two documents differ, with a few around them; nothing where they don't."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[DiffLine] = []
    shown = 0
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(AROUND):
        lines += _skipped(group[0][1] - shown)
        for step in group:
            lines += _step(step, before, after)
        shown = group[-1][2]
    return (*lines, *(_skipped(len(before) - shown) if lines else ()))


def _skipped(count: int) -> list[DiffLine]:
    return [DiffLine("skipped", count=count)] if count > 0 else []


def _step(
    step: tuple[str, int, int, int, int], before: "Sequence[str]", after: "Sequence[str]"
) -> "Iterator[DiffLine]":
    kind, old, old_end, new, new_end = step
    if kind == "equal":
        for at in range(old_end - old):
            yield DiffLine("same", old + at + 1, new + at + 1, (Part(before[old + at]),))
        return
    pairs = [_parts(one, other) for one, other in zip(before[old:old_end], after[new:new_end], strict=False)]
    for at, line in enumerate(before[old:old_end]):
        parts = pairs[at][0] if at < len(pairs) else (Part(line),)
        yield DiffLine("removed", old=old + at + 1, parts=parts)
    for at, line in enumerate(after[new:new_end]):
        parts = pairs[at][1] if at < len(pairs) else (Part(line),)
        yield DiffLine("added", new=new + at + 1, parts=parts)


def _parts(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Mark the words in which two lines differ; none where the lines have too little in common."""
    if max(len(old), len(new)) > _LONGEST:
        return (Part(old),), (Part(new),)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    match = SequenceMatcher(None, before, after, autojunk=False)
    if match.ratio() < _ALIKE:
        return (Part(old),), (Part(new),)
    removed, added = [], []
    for kind, start, end, other, other_end in match.get_opcodes():
        removed.append(Part("".join(before[start:end]), changed=kind != "equal"))
        added.append(Part("".join(after[other:other_end]), changed=kind != "equal"))
    return tuple(part for part in removed if part.text), tuple(part for part in added if part.text)
