"""Which language a text is written in, told by its commonest small words."""

from collections import defaultdict
from functools import cache, lru_cache

from amends.craft.text.packaged import packaged
from amends.craft.text.words import words

_LOOKED_AT = 1200  # code points: more of them change nothing any more
_ENOUGH = 0.9  # about one word that belongs to a single language
_LETTER = 0.5  # a word of one letter may as well be a number of an order, or somebody's shorthand
_LEAD = 1.25  # how much better than the second best


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each small word its languages, each with a weight that is the smaller the more languages share the word."""
    owners: dict[str, list[str]] = defaultdict(list)
    for code, groups in packaged("languages").items():
        for word in {word for group in groups.values() for word in group.split()}:
            owners[word].append(code)
    return {
        word: tuple((code, (1 if len(word) > 1 else _LETTER) / len(codes)) for code in codes)
        for word, codes in owners.items()
    }


@lru_cache(maxsize=8)
def language(text: str) -> str:
    """Give the ISO 639-1 code of the language of `text`, or "und" when it is too short or too mixed to tell."""
    score: dict[str, float] = defaultdict(float)
    weights = _weights()
    for word in filter(weights.__contains__, words(text[:_LOOKED_AT])):
        for code, weight in weights[word]:
            score[code] += weight
    ranked = sorted(score.items(), key=lambda item: item[1], reverse=True)
    if not ranked or ranked[0][1] < _ENOUGH:
        return "und"
    sure = len(ranked) == 1 or ranked[0][1] >= ranked[1][1] * _LEAD
    return ranked[0][0] if sure else "und"
