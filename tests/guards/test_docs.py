"""The pages name what there is: every room, setting, event, reaction, sweep and command."""

import ast
import re
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

from amends.config.environment import KNOWN
from amends.config.reactions import REACTIONS
from amends.config.schedule import LETTERS, QUESTIONS, SCHEDULE
from amends.desk.cases.rules import EventKind
from tests.guards.source import PACKAGE, ROOT, listed

BANDS = ("craft", "desk", "doors")
COMMANDS = ("commands", "desk_commands")


def _rooms(band: str) -> list[Path]:
    """Return the rooms of a band that have something in them."""
    return [path.parent for path in sorted((PACKAGE / band).glob("*/__init__.py")) if path.parent.name != "tests"]


def _unnamed(names: list[str], page: str) -> list[str]:
    """Return those of `names` that a page does not have in code type."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return sorted({name for name in names if f"`{name}`" not in text})


@pytest.mark.parametrize("band", BANDS)
def test_every_room_is_in_the_plan_of_the_house(band: str) -> None:
    missing = _unnamed([room.name for room in _rooms(band)], "ARCHITECTURE.md")

    assert not missing, f"ARCHITECTURE.md says nothing of {missing} in {band}"


def test_every_room_of_desk_and_craft_says_what_it_is_for() -> None:
    faults = [
        str(room.relative_to(ROOT))
        for band in ("craft", "desk")
        for room in _rooms(band)
        if not (room / "README.md").exists()
    ]

    assert not faults, listed(faults, "Give it a README of some twenty lines:")


def test_every_event_is_explained() -> None:
    missing = _unnamed(list(get_args(EventKind)), "docs/events.md")

    assert not missing, f"docs/events.md says nothing of {missing}"


def test_every_reaction_follows_a_known_event_and_is_explained() -> None:
    unknown = set(REACTIONS) - set(get_args(EventKind))
    missing = _unnamed([task.func.__name__ for tasks in REACTIONS.values() for task in tasks], "docs/events.md")

    assert not unknown, f"amends/config/reactions.py waits for events that nobody writes: {sorted(unknown)}"
    assert not missing, f"docs/events.md says nothing of {missing}"


def test_every_sweep_is_explained() -> None:
    sweeps = [
        entry.sweep.func if isinstance(entry.sweep, partial) else entry.sweep
        for entry in (*SCHEDULE, *LETTERS, *QUESTIONS)
    ]
    missing = _unnamed([getattr(sweep, "__name__", repr(sweep)) for sweep in sweeps], "docs/events.md")

    assert not missing, f"docs/events.md says nothing of {missing}"


def _settings_read() -> set[str]:
    """Return every name of a process setting that stands in the code."""
    return {
        node.value
        for path in (PACKAGE / "config").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.startswith("AMENDS_") and node.value.replace("_", "").isalpha()
        if node.value != "AMENDS_"
    }


def test_every_setting_is_explained() -> None:
    missing = _unnamed([*KNOWN, *_settings_read()], "docs/settings.md")

    assert not missing, f"docs/settings.md says nothing of {missing}"


def test_every_page_of_the_docs_is_in_their_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    missing = [path.name for path in sorted((ROOT / "docs").glob("[a-z]*.md")) if f"({path.name})" not in index]

    assert not missing, f"docs/README.md does not lead to {missing}"


def _commands() -> list[str]:
    """Return the commands for people: one module each, its docstring is its help."""
    paths = [path for folder in COMMANDS for path in sorted((PACKAGE / "doors/cli" / folder).glob("[a-z]*.py"))]
    helps = {path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in paths}
    return [name for name, help_ in helps.items() if not help_.startswith("(internal)")]


def test_every_command_is_explained() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    missing = [name for name in _commands() if f"`amends {name}" not in text]

    assert not missing, f"docs/commands.md says nothing of {missing}"


def _pages() -> str:
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths))


def test_every_command_in_the_pages_is_there() -> None:
    missing = set(re.findall(r"(?:`|bin/)amends ([a-z]+)", _pages())) - set(_commands())

    assert not missing, f"the pages promise commands that aren't built: {sorted(missing)}"


def test_every_make_target_in_the_pages_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    missing = set(re.findall(r"(?:^|`)make ([a-z-]+)", _pages(), re.MULTILINE)) - targets

    assert not missing, f"the pages name targets that the Makefile doesn't have: {sorted(missing)}"


def test_every_link_between_the_pages_leads_somewhere() -> None:
    faults = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *PACKAGE.glob("*/*/README.md")]
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not (path.parent / link).exists()
    ]

    assert not faults, listed(faults, "These links lead nowhere:")
