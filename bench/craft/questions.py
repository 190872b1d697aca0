"""How well questions are found: how many a real customer asks, and where; beside the sentences that end in "?".

Whoever works on the rules looks at parts 1 to 4 of the labelled sets; part 0 and the later set are only measured.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from amends.craft.listening import hear
from amends.craft.text import normalise, sentences
from bench.craft import corpora
from bench.craft.folds import FOLDS, fold_of
from bench.craft.gold import Gold, gold
from bench.craft.marked import Marked, Place, agreeing, read
from bench.craft.scores import f1, precision_recall
from bench.craft.tables import skipped, table

SETS = ("ibm_twitter_care", "natcs_insurance", "multidogo", "banking77", "bitext", "cfpb_complaints")
MAILS = 3000  # of the sentences of mails, so many are looked at

type Finder = Callable[[str], Sequence[Place]]


def ours(text: str) -> list[Place]:
    """Give the places of the questions that are heard."""
    return [Place("", span.start, span.end) for span in hear(text, with_facts=False).questions]


def marks(text: str) -> list[Place]:
    """Give the sentences that end in a question mark."""
    return [
        Place("", span.start, span.end)
        for span in sentences(normalise(text))
        if span.text.rstrip("\"')”’ ").endswith("?")
    ]


def run() -> None:
    """Measure the number of questions, then their places, then requests in mails."""
    _numbers()
    _places()
    _requests()


def _numbers() -> None:
    if not gold():
        return skipped("labelled sets")
    print("number of questions right, in per cent, and F1 of asking at all: ours / question marks")
    rows = []
    for source in SETS:
        labelled = [row for row in gold() if row.source == source]
        for title, part in (
            ("parts 1-4", [row for row in labelled if fold_of(row.text)]),
            ("part 0", [row for row in labelled if not fold_of(row.text)]),
        ):
            if part:
                rows.append((f"{source}, {title}", len(part), *(_number(part, way) for way in (ours, marks))))
    table(("set", "texts", "ours", '"?"'), rows)
    return None


def _number(part: Sequence[Gold], way: Finder) -> str:
    told = [len(way(row.text)) for row in part]
    right = sum(count == row.questions for count, row in zip(told, part, strict=True))
    return f"{100 * right / len(part):.0f} {f1([count > 0 for count in told], [row.questions > 0 for row in part]):.2f}"


def _places() -> None:
    print("places of questions (half of what both cover is shared): precision recall F1, ours / question marks")
    own = read("questions_asked.toml")
    sets = [(f"own, {code}", [row for row in own if row.language == code]) for code in ("en", "de", "es")]
    sets += [("replies", asked("questions_and_replies.toml")), ("later", asked("questions_and_replies_later.toml"))]
    table(
        ("set", "texts", "questions", "ours", '"?"'),
        (
            (title, len(rows), sum(len(row.places) for row in rows), *(place(rows, way) for way in (ours, marks)))
            for title, rows in sets
        ),
    )


def asked(name: str) -> list[Marked]:
    """Give the messages of a set of questions and replies, each with the places of what it asks."""
    messages = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["message"]
    return [Marked(row["text"], tuple(_found(row["text"], row["asks"])), "en") for row in messages]


def _found(text: str, asks: Iterable[str]) -> Iterable[Place]:
    at = 0
    for ask in asks:
        at = text.index(ask, at)
        yield Place("", at, at + len(ask))


def place(rows: Iterable[Marked], way: Finder) -> str:
    """Give precision, recall and F1 of the places that a way of finding gives."""
    found = right = there = 0
    for row in rows:
        places = way(row.text)
        found, right, there = found + len(places), right + agreeing(places, row.places), there + len(row.places)
    return figures(right, found, there)


def figures(right: int, found: int, there: int) -> str:
    """Write precision, recall and F1."""
    return f"{right / max(1, found):.2f} {right / max(1, there):.2f} {2 * right / max(1, found + there):.2f}"


def _requests() -> None:
    rows = [row for row in corpora.requests() if len(row.text) < 2_000]
    if not rows:
        return skipped("email_intent/train.tsv")
    print("sentences of mails that ask or propose: precision recall F1 of our rules / question marks")
    cells = []
    for part in range(FOLDS):
        some = [row for row in rows if fold_of(row.text) == part][: MAILS // FOLDS]
        labels = [row.label for row in some]
        told = [bool((heard := hear(row.text, with_facts=False)).questions or heard.requests) for row in some]
        plain = [bool(marks(row.text)) for row in some]
        cells.append((f"part {part}", len(some), _three(told, labels), _three(plain, labels)))
    table(("part", "texts", "ours", '"?"'), cells)
    return None


def _three(told: Sequence[bool], labels: Sequence[bool]) -> str:
    precision, recall = precision_recall(told, labels)
    return f"{precision:.2f} {recall:.2f} {f1(told, labels):.2f}"
