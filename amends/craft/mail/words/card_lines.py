"""Lines that read like a card and not like prose: telephone numbers, addresses, offices."""

import re
from collections.abc import Sequence
from typing import Final

LONGEST_CARD: Final = 100  # code points
_MOST_SMALL: Final = 3  # words in small letters that a line of a card may have
LETTERS: Final = re.compile(r"[^\W\d_]+")
_REACHED: Final = re.compile(r"@|www\.|\d[\d\s().-]{5,}")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*•]|\d+[.)])\s")
ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def may_be_on_a_card(line: str) -> bool:
    """Tell a short line of a card from an item of a list, a question or an outcry."""
    return len(line) <= LONGEST_CARD and not line.rstrip().endswith(("?", "!")) and not _LIST_ITEM.match(line)


def is_prose(line: str) -> bool:
    """Tell whether `line` goes on like a sentence: most of its words are small ones."""
    if "@" in line or "//" in line or "www." in line:
        line = " ".join(word for word in line.split() if not _is_address(word))
    words = LETTERS.findall(line)
    small = sum(word[0].islower() for word in words if len(word) > 1)
    asian = bool(ASIAN.search(line)) and line.rstrip().endswith(("。", "，", "、"))
    return asian or (small > _MOST_SMALL and small * 2 > len(words))


def _is_address(word: str) -> bool:
    return "@" in word or "//" in word or "www." in word


def reaches(lines: Sequence[str]) -> bool:
    """Tell whether a telephone number, an address or a page stands in `lines`, as on a card."""
    return any(_REACHED.search(line) for line in lines)
