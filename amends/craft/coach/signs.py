"""One book of phrases for each language: what acts, signs and rules look for, found in a single scan."""

from collections.abc import Mapping
from functools import cache

from amends.craft.coach.packaged import Wordings, word_lists, wordings
from amends.craft.coach.phrases import PhraseBook
from amends.craft.coach.rulebook import rulebook


@cache
def book(language: str) -> PhraseBook:
    """Give the book of one language; what takes a thing back is filed under its name with a "!" before it."""
    filed: dict[str, tuple[str, ...]] = {}
    for table in ("acts", "signs", "courtesy"):
        _file(filed, wordings(table, language))
    _file(filed, {rule.id: said.wordings for rule in rulebook() if (said := rule.said(language))})
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
