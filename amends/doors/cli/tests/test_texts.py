"""`amends coach` reads folders of pages, signs and templates, in a pipeline, against what is known already."""

import json

import pytest

from amends.doors.cli.commands.schema import SCHEMAS
from amends.doors.cli.prose import prose_of
from amends.doors.cli.tests.schema_check import faults

NO = "Sale items are non-refundable.\n"
PAGE = """---
title: our policy says nothing here
---
# Returns

And our policy says we cannot refund opened boxes.

```text
Our policy says that code is code.
```

Use `our policy says` <!-- our policy says --> as it stands, see [how](https://example.com/our-policy-says).
"""


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    (folder / "signs").mkdir(parents=True)
    (folder / "returns.md").write_text(PAGE, encoding="utf-8")
    (folder / "signs" / "till.txt").write_text(NO, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.md").write_text(NO, encoding="utf-8")
    return folder


def test_findings_in_a_folder_are_told_by_file_line_and_column(amends, pages):
    ended = amends("coach", pages)

    first, second, last = ended.out.splitlines()
    assert ended.code == 0
    assert first.startswith(f"{pages / 'returns.md'}:6:5: error policy.no: “our policy says we cannot refund”")
    assert second.startswith(f"{pages / 'signs' / 'till.txt'}:1:16: error no.bare: ")
    assert last == "2 texts read, 2 findings"


def test_many_texts_give_one_object_each_as_the_schema_says(amends, pages):
    answers = amends("coach", pages, "--json").answers

    schema = json.loads((SCHEMAS / "coach.json").read_text("utf-8"))
    assert [answer["source"] for answer in answers] == [str(pages / "returns.md"), str(pages / "signs" / "till.txt")]
    assert [fault for answer in answers for fault in faults(answer, schema)] == []


def test_code_comments_front_matter_and_link_targets_are_not_read_and_nothing_moves(pages):
    text, prose = prose_of(pages / "returns.md")

    assert len(prose) == len(text)
    assert prose.count("our policy says") == 1
    assert prose.index("our policy says") == text.index("our policy says we")


def test_a_folder_fails_a_pipeline_only_where_asked(amends, pages):
    assert amends("coach", pages, "--fail-on", "error").code == 3
    assert amends("coach", pages, "--fail-on", "error", "--ignore", "no.bare", "--ignore", "policy.no").code == 0


def test_what_a_team_lives_with_fails_nothing_and_what_is_new_does(amends, pages, tmp_path):
    known = tmp_path / "known.jsonl"
    assert "2 findings in 2 texts: known from now on" in amends("coach", pages, "--write-baseline", known).out

    as_before = amends("coach", pages, "--baseline", known, "--fail-on", "error")
    moved = PAGE.replace("# Returns", "# Returns\n\nA line more moves the rest.")
    (pages / "returns.md").write_text(f"{moved}\n{NO}", encoding="utf-8")
    afterwards = amends("coach", pages, "--baseline", known, "--fail-on", "error")

    assert (as_before.code, as_before.out) == (0, "2 texts read, 0 findings, 2 known\n")
    assert afterwards.code == 3
    assert "2 texts read, 1 finding, 2 known" in afterwards.out


def test_what_is_gone_is_told_but_only_of_texts_that_were_read(amends, pages, tmp_path):
    known = tmp_path / "known.jsonl"
    amends("coach", pages, "--write-baseline", known)
    (pages / "returns.md").write_text("All is well.\n", encoding="utf-8")

    assert "1 known before and gone now" in amends("coach", pages, "--baseline", known).out
    assert "gone" not in amends("coach", pages / "signs" / "till.txt", "--baseline", known).out


def test_a_baseline_is_the_same_from_every_folder(amends, pages, tmp_path, monkeypatch):
    amends("coach", pages, "--write-baseline", tmp_path / "known.jsonl")
    monkeypatch.chdir(pages)

    assert amends("coach", ".", "--baseline", "../known.jsonl").out == "2 texts read, 0 findings, 2 known\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pages", "--message", "m"), "go without --message"),
        (("pages", "--ignore", "no.such"), "there is no rule no.such"),
        (("pages/signs/none.md", "pages"), "No such file"),
        (("pages", "--baseline", "pages/returns.md"), "is no baseline"),
        (("empty",), "there is no text in empty"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(amends, pages, monkeypatch, arguments, said):
    monkeypatch.chdir(pages.parent)
    (pages.parent / "empty").mkdir()

    ended = amends("coach", *arguments)

    assert ended.code in {1, 2}
    assert said in ended.err
    assert ended.err.count("\n") == 1
