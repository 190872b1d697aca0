"""What customers said, with the situations they were in: public sets, each split the same way every time."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from amends.craft.text import words
from bench.mails import DATA

type Row = tuple[str, str]

HELD_OUT = 5
"""One text in so many is held out."""

SMALL_TALK = frozenset(
    "contentonly confirmation openinggreeting closinggreeting thankyou rejection outofdomain".split()
)
NAMES = {
    "changeseatassignment": "change seat assignment",
    "getboardingpass": "get boarding pass",
    "bookflight": "book flight",
    "getseatinfo": "get seat info",
    "reportbrokensoftware": "report broken software",
    "softwareupdate": "software update",
    "expensereport": "expense report",
    "startorder": "start order",
    "stoporder": "stop order",
    "changeorder": "change order",
    "checkserverstatus": "check server status",
    "providereceipt": "provide receipt",
    "getpromotions": "get promotions",
}
"""Names for labels that are written as one word."""


@dataclass(frozen=True, slots=True)
class Said:
    """The texts of one set with their labels: those to learn from, in a fixed order, and those held out."""

    name: str
    known: tuple[Row, ...]
    held_out: tuple[Row, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the labels that both parts could have."""
        return tuple(sorted({label for _, label in self.known}))

    def first(self, count: int) -> list[Row]:
        """Give so many rows of each label to learn from."""
        taken: Counter[str] = Counter()
        rows = []
        for text, label in self.known:
            if taken[label] < count:
                taken[label] += 1
                rows.append((text, label))
        return rows


def name_of(label: str) -> str:
    """Give the words of a label."""
    return NAMES.get(label, re.sub(r"(?<=[a-z])(?=[A-Z])|[_/?]", " ", label))


def number(text: str, *, salt: str = "") -> int:
    """Give a number that is always the same for a text."""
    return int(sha256(f"{salt}{text}".encode()).hexdigest()[:12], 16)


def sets() -> Iterator[Said]:
    """Yield every set that is there; say which are not."""
    for name, (path, rows) in READERS.items():
        if (DATA / path).exists():
            yield _split(name, rows())
        else:
            print(f"skipped: there is no {path} beside the checkout (AMENDS_DATA says where the test data is)")


def _split(name: str, rows: Iterator[Row]) -> Said:
    """Drop what was said twice, hold out by the number of the text, and put the rest into the order of another."""
    once = {words(text): (text, label) for text, label in rows if words(text)}
    part = 2 if len(once) < 20 * HELD_OUT else HELD_OUT
    ordered = sorted(once.values(), key=lambda row: number(row[0], salt="order"))
    held_out = [row for row in ordered if number(row[0]) % part == 0]
    known = [row for row in ordered if number(row[0]) % part]
    labels = {label for _, label in known}
    return Said(name, tuple(known), tuple(row for row in held_out if row[1] in labels))


def _table(path: str, text: str, label: str) -> Iterator[Row]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        yield from ((row[text], row[label]) for row in csv.DictReader(file))


def _lines(path: str, text: str, label: str) -> Iterator[Row]:
    with (DATA / path).open(encoding="utf-8") as file:
        yield from ((row[text], row[label]) for row in map(json.loads, file))


def _conversations(trade: str) -> Iterator[Row]:
    """Yield all that a customer said in one conversation, small talk included, where it had one intent."""
    said: dict[str, list[tuple[str, str]]] = {}
    with (DATA / f"multidogo/{trade}_train.tsv").open(encoding="utf-8") as file:
        for line in list(file)[1:]:
            conversation, _, _, text, label = line.rstrip("\n").split("\t")
            said.setdefault(conversation, []).append((text, label))
    for turns in said.values():
        labels = {label for _, label in turns if label not in SMALL_TALK}
        if len(labels) == 1 and labels <= NAMES.keys():
            yield ". ".join(text for text, _ in turns), labels.pop()


def _tasks() -> Iterator[Row]:
    """Yield why somebody calls a shop, where one kind of change to an order has to be made for it."""
    for task in json.loads((DATA / "tau_bench/retail/tasks.json").read_text("utf-8")):
        actions = {action["name"] for action in (task["evaluation_criteria"]["actions"] or ())}
        changes = {name for name in actions if name.startswith(("cancel", "exchange", "return", "modify"))}
        if len(changes) == 1:
            yield task["user_scenario"]["instructions"]["reason_for_call"], changes.pop()


READERS: Mapping[str, tuple[str, Callable[[], Iterator[Row]]]] = {
    "banking77": ("banking77/train.csv", lambda: _table("banking77/train.csv", "text", "category")),
    "bitext": ("bitext/train.csv", lambda: _table("bitext/train.csv", "utterance", "intent")),
    "natcs insurance": (
        "natcs_insurance/test-utterances.jsonl",
        lambda: _lines("natcs_insurance/test-utterances.jsonl", "utterance", "intent"),
    ),
    "multidogo airline": ("multidogo/airline_train.tsv", lambda: _conversations("airline")),
    "multidogo software": ("multidogo/software_train.tsv", lambda: _conversations("software")),
    "tau retail": ("tau_bench/retail/tasks.json", _tasks),
    "cfpb": (
        "cfpb_complaints/narratives.jsonl",
        lambda: _lines("cfpb_complaints/narratives.jsonl", "narrative", "issue"),
    ),
}
"""For each set the file it needs and how it is read."""
