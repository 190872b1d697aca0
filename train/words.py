"""The words that people use in the public sets: what a model may be asked about one day."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from amends.craft.models.features import tokens
from amends.craft.text import fold
from bench.craft import corpora
from bench.mails import DATA

OFTEN = 3  # times a word must occur
LETTERS = range(3, 20)


@cache
def common() -> tuple[str, ...]:
    """Give the English words that occur often enough, in the order of the alphabet."""
    counts = Counter(token.text for text in _texts() for token in tokens(fold(text)))
    return tuple(
        sorted(word for word, count in counts.items() if count >= OFTEN and word.isalpha() and len(word) in LETTERS)
    )


def _texts() -> Iterator[str]:
    yield from (row.text for row in corpora.emotions())
    yield from (row.text for row in corpora.abuse())
    yield from (row.text for row in corpora.requests())
    yield from (text for text, _ in corpora.intents("banking77/train.csv", "text", "category"))
    yield from (row["utterance"] for row in corpora.json_lines("natcs_insurance/test-utterances.jsonl"))
    yield from (row["narrative"] for row in corpora.json_lines("cfpb_complaints/narratives.jsonl"))
    yield from (row[0].sentence for row in corpora.answers())
    for tone in ("positive", "negative"):
        path = DATA / f"opinion_lexicon/{tone}-words.txt"
        yield from [path.read_text("utf-8")] * OFTEN if path.exists() else ()
