"""Stems: one form for the forms of a word, without asking first which language it is of."""

from functools import lru_cache
from typing import Final

_ENDINGS: Final = ("ungen", "ung", "ing", "ies", "ed", "ern", "en", "er", "es", "e", "s", "ly", "y", "n")
_STAYS: Final = 4  # letters
_STAYS_BEFORE_S: Final = 3
_NO_PLURALS: Final = ("ss", "us", "is")
_KEPT_DOUBLE: Final = frozenset("lsz")
_PLAIN: Final = str.maketrans("äöüßáàâéèêëíîïóôúûñç", "aousaaaeeeeiiioouunc")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cut one ending off a folded word: "refunded", "refunds" are "refund", "Lieferungen" is "liefer".

    A stem need not be a word; it only has to be the same for the forms of one, most of the time.
    """
    bare = word.removesuffix("'s").translate(_PLAIN)
    for ending in _ENDINGS:
        stays = _STAYS_BEFORE_S if ending == "s" else _STAYS
        if len(bare) - len(ending) >= stays and bare.endswith(ending) and not _is_no_plural(bare, ending):
            bare = bare.removesuffix(ending)
            break
    doubled = len(bare) >= _STAYS and bare[-1] == bare[-2] and bare[-1] not in _KEPT_DOUBLE
    return bare[:-1] if doubled else bare


def _is_no_plural(word: str, ending: str) -> bool:
    return ending == "s" and word.endswith(_NO_PLURALS)
