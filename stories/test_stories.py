"""Every story holds, on whichever database the tests run, and its page names it."""

import re
from pathlib import Path

import pytest

from amends.doors.cli.stories.playing import play
from amends.doors.cli.stories.script import read_script

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.toml"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_holds(path: Path) -> None:
    assert play(read_script(path)) == []


def test_the_page_names_every_story_and_no_other() -> None:
    page = (HERE / "README.md").read_text(encoding="utf-8")
    cells = re.findall(r"\|([^|]+)\|$", page, re.MULTILINE)
    named = {name for cell in cells[2:] for name in cell.replace(" ", "").split(",")}
    assert named == {path.stem for path in STORIES}
