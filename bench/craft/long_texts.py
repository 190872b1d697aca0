"""Texts of two hundred words, put together from what customers and agents really wrote, each word of them new."""

import re
from collections.abc import Iterable, Iterator

from amends.craft.coach import rulebook
from bench.coaching import DRAFT, MESSAGE
from bench.craft.corpora import json_lines

WORDS = 200
LETTER = "Dear Ms Lopez,\n\n{}\n\nKind regards\nBen Kramer\n"


def messages() -> list[str]:
    """Return messages of two hundred words from complaints to an authority and to firms; one made up without them."""
    told = (row["narrative"] for row in json_lines("cfpb_complaints/narratives.jsonl"))
    return [*_long(told), *_long(_turns("customer"))] or [cut(MESSAGE)]


def drafts() -> list[str]:
    """Return drafts of two hundred words from what agents answered; one made up without them."""
    return [LETTER.format(text) for text in _long(_turns("agent"))] or [cut(DRAFT)]


def worst_of(rule: str, size: int) -> str:
    """Return a text of `size` code points that gives a rule as much to do as there can be: its bad examples."""
    found = next(one for one in rulebook() if one.id == rule)
    said = [example.draft for language in found.languages.values() for example in language.bad]
    worst = " ".join(said) + " "
    return (worst * (size // len(worst) + 1))[:size]


def cut(text: str, count: int = WORDS) -> str:
    """Return the first words of a text, with what stands between them."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return text[: ends[count - 1]] if len(ends) >= count else text


def _turns(role: str) -> Iterator[str]:
    for row in json_lines("ibm_twitter_care/dev.jsonl"):
        yield from (turn["text"] for turn in row["turns"] if turn["role"] == role)


def _long(texts: Iterable[str]) -> Iterator[str]:
    """Put texts together, a paragraph each, until they are long enough."""
    paragraphs: list[str] = []
    count = 0
    for text in texts:
        paragraphs.append(text.strip())
        count += len(text.split())
        if count >= WORDS:
            yield cut("\n\n".join(paragraphs))
            paragraphs, count = [], 0
