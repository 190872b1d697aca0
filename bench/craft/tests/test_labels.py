"""The labels of real customers' texts: well formed, without any text, and of texts that are really in the sets."""

import csv
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from bench.mails import DATA

LABELS = Path(__file__).parents[1] / "labels"
SETS = ("banking77", "bitext", "cfpb_complaints", "ibm_twitter_care", "multidogo", "natcs_insurance")
TABLES = [LABELS / f"{name}.tsv" for name in SETS]
SCALES = {
    "complaint": 1,
    "severity": 4,
    "urgency": 3,
    "churn": 1,
    "abuse": 3,
    "at_agent": 1,
    "supervisor": 1,
    "call": 1,
    "asks": 1,
    "questions": 9,
}
TONES = set("calm worried confused helpless disappointed angry relieved grateful".split())
WHERE = re.compile(r"\d+/\d+|insurance_\d{4}|\d+|row \d+|(airline|software)/\w+")


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def texts(name: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a set with the place where each is found."""
    folder = DATA / name
    match name:
        case "ibm_twitter_care":
            for line, conversation in enumerate((folder / "dev.jsonl").read_text("utf-8").splitlines()):
                turns = json.loads(conversation)["turns"]
                yield from ((f"{line}/{at}", turn["text"]) for at, turn in enumerate(turns))
        case "natcs_insurance" | "cfpb_complaints":
            (file,) = folder.glob("*.jsonl")
            found = map(json.loads, file.read_text("utf-8").splitlines())
            yield from ((str(row.get("utterance_id") or row["id"]), said(row)) for row in found)
        case "banking77" | "bitext":
            with (folder / "train.csv").open(encoding="utf-8", newline="") as csv_file:
                yield from ((f"row {at}", said(row)) for at, row in enumerate(csv.DictReader(csv_file)))
        case "multidogo":
            yield from conversations(folder)
        case _:
            pytest.fail(f"nobody knows how texts of {name} are found")


def said(row: dict[str, str]) -> str:
    return next(row[name] for name in ("text", "utterance", "narrative") if name in row)


def conversations(folder: Path) -> Iterator[tuple[str, str]]:
    for trade in ("airline", "software"):
        sentences: dict[str, list[str]] = {}
        for line in (folder / f"{trade}_train.tsv").read_text("utf-8").splitlines()[1:]:
            conversation, _, _, text, _ = line.split("\t")
            sentences.setdefault(conversation, []).append(text)
        yield from ((f"{trade}/{at}", ". ".join(parts)) for at, parts in sentences.items())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_of_labels_is_well_formed_and_holds_no_text(table: Path):
    found = rows(table)

    assert {row["set"] for row in found} == {table.stem}
    assert len({row["sha256"] for row in found}) == len(found)
    for row in found:
        assert row.keys() == {"sha256", "set", "where", "tone", *SCALES}
        assert re.fullmatch(r"[0-9a-f]{64}", row["sha256"])
        assert WHERE.fullmatch(row["where"])
        assert row["tone"] in TONES
        assert all(re.fullmatch(r"\d", row[name]) and int(row[name]) <= top for name, top in SCALES.items()), row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_labels_of_a_table_do_not_contradict_each_other(table: Path):
    for row in rows(table):
        assert row["questions"] == "0" or row["asks"] == "1", row
        assert row["at_agent"] == "0" or row["abuse"] != "0", row
        assert row["complaint"] == "0" or row["severity"] != "0", row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_label_is_of_a_text_where_it_says(table: Path):
    if not (DATA / table.stem).exists():
        pytest.skip(f"there is no {table.stem} beside the checkout")
    known = dict(texts(table.stem))

    assert [row for row in rows(table) if sha256(known[row["where"]].encode()).hexdigest() != row["sha256"]] == []


def test_the_readme_tells_the_counts_that_are_so():
    told = (LABELS / "README.md").read_text("utf-8")

    for table in TABLES:
        found = rows(table)
        complaints = sum(row["complaint"] == "1" for row in found)
        assert f"| `{table.name}` | {len(found)} | {complaints} |" in told
