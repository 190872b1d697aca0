"""Policies come in from a folder all or none, go out as they came in, and each mistake is one plain line."""

import json
from pathlib import Path

import pytest

from amends.desk.policies.models import Policy, Version
from amends.desk.policies.playbook import starters
from amends.doors.cli.commands.schema import SCHEMAS
from amends.doors.cli.tests.conftest import run_process
from amends.doors.cli.tests.schema_check import faults

DAMAGED, LATE = "arrived-damaged.md", "late-delivery.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two of the policies that come with amends."""
    made = tmp_path / "policies"
    made.mkdir()
    for file in (DAMAGED, LATE):
        (made / file).write_text(starters()[file], encoding="utf-8")
    return made


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.django_db
def test_a_folder_comes_in_and_goes_out_as_it_was(amends, folder, tmp_path):
    first = amends("policy", "import", folder, "--json")
    again = amends("policy", "import", folder, "--json")
    out = amends("policy", "export", tmp_path / "given" / "out", "--json")

    assert [answer["result"] for answer in (*first.answers, *again.answers)] == ["new", "new", "unchanged", "unchanged"]
    assert [answer["result"] for answer in out.answers] == ["written", "written"]
    for file in (DAMAGED, LATE):
        assert (tmp_path / "given" / "out" / file).read_bytes() == (folder / file).read_bytes()
    schema = json.loads((SCHEMAS / "policy.json").read_text(encoding="utf-8"))
    assert [faults(answer, schema) for answer in (*first.answers, *out.answers)] == [[], [], [], []]


@pytest.mark.django_db
def test_a_changed_file_is_the_next_version_with_its_remark(amends, folder):
    amends("policy", "import", folder)
    _change(folder / LATE, "effective_from = 2026-01-01", "effective_from = 2026-09-01")

    ended = amends("policy", "import", folder, "--remark", "Autumn prices")

    assert ended.out.splitlines()[1] == f"changed    {LATE}  (version 2)"
    newest = Version.objects.get(number=2)
    assert (newest.remark, newest.made_by) == ("Autumn prices", None)


@pytest.mark.django_db
def test_what_else_lies_in_a_folder_stays_there(amends, folder, tmp_path):
    amends("policy", "import", folder)
    (folder / "notes.txt").write_text("ours", encoding="utf-8")
    (folder / "README.md").write_text("# Our policies", encoding="utf-8")

    ended = amends("policy", "export", folder)

    assert ended.out.splitlines() == [f"unchanged  {DAMAGED}  (version 1)", f"unchanged  {LATE}  (version 1)"]
    assert {path.name for path in folder.iterdir()} == {DAMAGED, LATE, "notes.txt", "README.md"}
    assert amends("policy", "import", folder).code == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"refund"', '"refnd"', ": there is no remedy “refnd”; write refund instead"),
        ('"10.00 EUR"', '"-10.00 EUR"', ": -10.00 EUR is less than nothing; write it like"),
        ('cap = ["150.00 EUR", ', "cap = [", ": “cap” is in GBP, USD, but this option begins in EUR, GBP, USD"),
        (
            "days_since_delivery",
            "days_since",
            ": nothing called “days_since” is known of a case; write days_since_deliv",
        ),
        ("effective_from = 2026-01-01", "effective_from = 2026-13-41", ": this can't be read: "),
        ('clause = "take-it-back"', 'clause = "take-it"', ": no heading of the inside text has the anchor “take-it”"),
        ("+++\n", "++\n", ":1: a policy begins with front matter"),
    ],
)
def test_a_mistake_names_file_line_and_what_to_write_and_changes_nothing(amends, folder, old, new, words):
    _change(folder / DAMAGED, old, new)
    line = (folder / DAMAGED).read_text(encoding="utf-8").split(new)[0].count("\n") + 1

    ended = amends("policy", "import", folder)

    assert (ended.code, ended.out) == (1, "")
    told = ended.err.splitlines()
    assert all(one.startswith(f"{DAMAGED}:") and "; " in one for one in told)
    assert any(words in one and one.startswith(f"{DAMAGED}:{line}:") for one in told), told
    assert not Policy.objects.exists()


@pytest.mark.django_db
def test_all_mistakes_of_all_files_are_told_at_once(amends, folder):
    for file in (DAMAGED, LATE):
        _change(folder / file, 'language = "en"', 'language = "English"')
    (folder / "pixels.md").write_bytes(b"+++\n\x89PNG\x00\xff")

    ended = amends("policy", "import", folder)

    assert [line.split(":")[0] for line in ended.err.splitlines()] == [DAMAGED, LATE, "pixels.md"]
    assert ended.err.splitlines()[2] == (
        "pixels.md:2: this is no text in UTF-8; write the file as text in UTF-8 instead"
    )
    assert not Policy.objects.exists()


@pytest.mark.django_db
def test_a_binary_file_alone_keeps_the_good_ones_out_too(amends, folder):
    (folder / "a.md").write_bytes(b"text\0text")

    ended = amends("policy", "import", folder)

    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert not Policy.objects.exists()


@pytest.mark.django_db
def test_versions_that_overlap_are_refused_in_every_file(amends, folder):
    amends("policy", "import", folder)
    for file in (DAMAGED, LATE):
        _change(folder / file, "effective_from = 2026-01-01", "effective_from = 2025-06-01")

    ended = amends("policy", "import", folder)

    words = (
        ":5: it would begin on 2025-06-01, on a day that version 1 holds already; "
        "write effective_from = 2026-01-01 or a later day instead"
    )
    assert (ended.code, ended.err.splitlines()) == (1, [DAMAGED + words, LATE + words])
    assert Version.objects.count() == 2


@pytest.mark.django_db
def test_two_files_of_one_policy_are_refused(amends, folder):
    (folder / "copy.md").write_bytes((folder / DAMAGED).read_bytes())

    ended = amends("policy", "import", folder)

    assert ended.err == f"copy.md:1: “arrived-damaged” is written by {DAMAGED} too; keep one of the two files instead\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "way", "words"),
    [
        ("nothing", "import", "is not there; name a folder of policy files"),
        ("file", "import", "is a file, not a folder; name a folder of policy files"),
        ("empty", "import", "holds no policy files (*.md)"),
        ("file", "export", "is a file, not a folder"),
    ],
)
def test_a_folder_that_is_none_is_one_plain_line(amends, tmp_path, made, way, words):
    path = tmp_path / "there"
    if made == "file":
        path.write_text("x", encoding="utf-8")
    elif made == "empty":
        path.mkdir()

    ended = amends("policy", way, path)

    assert (ended.code, ended.out, ended.err) == (1, "", f"amends: {path} {words}\n")


@pytest.mark.servers
def test_a_fresh_home_takes_policies_in_and_gives_them_out(tmp_path, folder):
    home, out = tmp_path / "home", tmp_path / "out"

    taken = run_process("policy", "import", str(folder), home=home)
    given = run_process("policy", "export", str(out), "--json", home=home)

    assert (taken.code, taken.err) == (0, "")
    assert [answer["file"] for answer in given.answers] == [DAMAGED, LATE]
    assert (out / LATE).read_text(encoding="utf-8") == starters()[LATE]
