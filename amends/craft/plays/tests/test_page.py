"""The page about plays names every play, record, key and place there is."""

from pathlib import Path
from typing import get_args

from amends.craft.plays import Detail, Does, RecordKind, packs
from amends.craft.plays.reading import PLACES
from amends.craft.plays.script import Signal

PAGE = Path(__file__).parents[4] / "docs" / "plays.md"


def test_the_page_names_all_there_is() -> None:
    names = {found.id for found in packs()} | set(get_args(RecordKind)) | set(get_args(Does)) | set(get_args(Signal))
    names |= set(get_args(Detail)) - {"threat"} | {f"{{{place}}}" for place in PLACES}
    page = PAGE.read_text(encoding="utf-8")

    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_the_page_says_after_what_each_record_comes() -> None:
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]

    for found in packs():
        for step in found.steps:
            told = [row for row in rows if f"`{found.id}`" in row and all(f"`{kind}`" in row for kind in step.after)]
            assert told, f"{found.id}: {step.record} comes after {step.after}"
