"""One book of phrases for each language: what acts, signs and rules look for, found in a single scan."""

from collections.abc import Mapping
from functools import cache, lru_cache

from amends.craft.coach.packaged import RULED, Wordings, word_lists, wordings
from amends.craft.coach.phrases import PhraseBook, spellings_of
from amends.craft.coach.rulebook import rulebook
from amends.craft.coach.rules import Rule


def books(language: str, house: tuple[Rule, ...]) -> tuple[PhraseBook, ...]:
    """Give the books to look into: the packaged one of a language that has rules, and that of a company."""
    own = (house_book(language, house),) if house else ()
    return (book(language), *own) if language in RULED else own


@cache
def book(language: str) -> PhraseBook:
    """Give the book of one language; what takes a thing back is filed under its name with a "!" before it."""
    filed: dict[str, tuple[str, ...]] = {}
    for table in ("acts", "signs", "courtesy"):
        _file(filed, wordings(table, language))
    _file(filed, {rule.id: said.wordings for rule in rulebook() if (said := rule.said(language))})
    return PhraseBook(filed, word_lists("sets", language))


@lru_cache(maxsize=32)
def house_book(language: str, house: tuple[Rule, ...]) -> PhraseBook:
    """Give the book of a company's own rules; what is wanted is filed with a "?" before its rule."""
    filed: dict[str, tuple[str, ...]] = {}
    for rule in house:
        if said := rule.said(language):
            _file(filed, {rule.id: said.wordings})
            filed[rule.id] += tuple(phrase for name in said.spelt for phrase in spellings_of(name))
            filed[f"?{rule.id}"] = said.wanted
    return PhraseBook(filed, word_lists("sets", language))


@cache
def question_book(language: str) -> PhraseBook:
    """Give the book of what questions of one language ask for."""
    return PhraseBook(
        {key: said.phrases for key, said in wordings("askings", language).items()}, word_lists("sets", language)
    )


def _file(filed: dict[str, tuple[str, ...]], said: Mapping[str, Wordings]) -> None:
    for key, entry in said.items():
        filed[key] = entry.phrases
        filed[f"!{key}"] = entry.unless
