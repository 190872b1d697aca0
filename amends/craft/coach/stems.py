"""Terms: words brought to a common form, so that "refunded", "reimburse" and "Erstattung" are one matter."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from amends.craft.coach.packaged import LANGUAGES, word_lists
from amends.craft.text import words

_COMMON: Final = 0.4
_ENGLISH_ENDINGS: Final = (("ies", 5, "y"), ("ing", 6, ""), ("ed", 5, ""), ("s", 4, ""))  # with the shortest word
_LAST_ENDINGS: Final = (("ly", 6), ("e", 4))
_NO_PLURALS: Final = ("ss", "us", "is")
_DOUBLING: Final = ("ing", "ed")
_GERMAN_STEM: Final = 4  # letters that stay
_LONG_ENOUGH_FOR_GE: Final = 7
_GERMAN_ENDINGS: Final = ("ungen", "ung", "ern", "en", "er", "es", "em", "st", "e", "n", "s", "t")
_UMLAUTS: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s"})
_LIKE: Final = 5  # letters that two terms must share to be one thing


def terms(text: str, language: str) -> frozenset[str]:
    """Give the terms of `text` that say what it is about; in a language we have no words for, every word is one."""
    return terms_of(words(text), language)


def terms_of(said: Iterable[str], language: str) -> frozenset[str]:
    """Give the terms of folded words."""
    silent = _listed("silent", language)
    return frozenset(term for word in said if word not in silent and (term := _term(word, language)))


def weight(term: str) -> float:
    """Tell how much a term says about the matter: numbers, and words that every message has, say little."""
    return _COMMON if term in _common_terms() or term.isdigit() else 1.0


def total(chosen: Iterable[str]) -> float:
    """Add up the weights of `chosen`."""
    return sum(map(weight, chosen))


def shared(asked: frozenset[str], said: frozenset[str], *, loosely: bool) -> frozenset[str]:
    """Give the terms of `asked` that `said` has too, `loosely` also inside a longer word ("printer", "Wasserpumpe")."""
    same = asked & said
    if not loosely:
        return same
    others = [term for term in said - same if len(term) >= _LIKE]
    return same | {term for term in asked - same if len(term) >= _LIKE and _like(term, others)}


def _like(term: str, others: Iterable[str]) -> bool:
    for other in others:
        long, short = (term, other) if len(term) > len(other) else (other, term)
        if long.startswith(short) or long.endswith(short):
            return True
    return False


@lru_cache(maxsize=4096)
def _term(word: str, language: str) -> str:
    matters = _matters()
    if word in matters:
        return matters[word]
    stem = stem_of(word, language)
    return matters.get(stem, stem)


@cache
def _matters() -> Mapping[str, str]:
    """For each word and stem of the list, its matter."""
    found: dict[str, str] = {}
    for matter, said in word_lists("concepts", "matters").items():
        for word in said.split():
            found.setdefault(word, matter)
            for language in LANGUAGES:
                found.setdefault(stem_of(word, language), matter)
    return found


@cache
def _common_terms() -> frozenset[str]:
    return frozenset(_term(word, language) for language in LANGUAGES for word in _listed("common", language))


@cache
def _listed(table: str, language: str) -> frozenset[str]:
    return frozenset(word_lists("concepts", table).get(language, "").split())


@cache
def _irregular() -> Mapping[str, str]:
    pairs = word_lists("concepts", "irregular").get("en", "").split()
    return dict(pair.split("=", 1) for pair in pairs)


def stem_of(word: str, language: str) -> str:
    """Cut the endings of a folded word, as far as its language is known."""
    match language:
        case "en":
            return _english(word)
        case "de":
            return _german(word)
        case _:
            return word


def _english(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    for ending, shortest, instead in _ENGLISH_ENDINGS:
        if len(word) >= shortest and word.endswith(ending) and not word.endswith(_NO_PLURALS):
            word = word.removesuffix(ending) + instead
            word = _single(word) if ending in _DOUBLING else word
            break
    for ending, shortest in _LAST_ENDINGS:
        word = word.removesuffix(ending) if len(word) >= shortest else word
    return word


def _single(stem: str) -> str:
    """Undo the doubling before an ending: "shipp" is "ship", but "bill" and "pass" stay."""
    doubled = stem[-1:] == stem[-2:-1] and stem[-1:] not in ("l", "s", "z")
    return stem[:-1] if doubled else stem


def _german(word: str) -> str:
    word = word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü").translate(_UMLAUTS)
    if len(word) >= _LONG_ENOUGH_FOR_GE and word.startswith("ge") and word.endswith(("t", "en")):
        word = word.removeprefix("ge")
    for ending in _GERMAN_ENDINGS:
        if len(word) - len(ending) >= _GERMAN_STEM and word.endswith(ending):
            return word.removesuffix(ending)
    return word
