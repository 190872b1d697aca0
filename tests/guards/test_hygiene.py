"""What is committed belongs to everybody: no path of one machine, no host of a registry, nothing left unfinished."""

import re
import subprocess
from functools import cache
from pathlib import Path

from tests.guards.source import ROOT, listed

_THIS_FILE = Path(__file__).relative_to(ROOT).as_posix()
_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users)/\w+|(?<![\w.])/root/|[A-Z]:\\\\Users")
_REGISTRIES = re.compile(r"py" r"pi\.org|python" r"hosted|registry\.npm" r"js|deb\.debian" r"\.org", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:#|//|/\*|<!--)\s*(?:TODO|FIX" r"ME|HACK)\b")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


@cache
def _committed() -> dict[str, str]:
    """Return every text file that git knows of and that is still there: path -> content."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    texts = {}
    for name in listing.stdout.split("\0"):
        path = ROOT / name
        if name in {"", _THIS_FILE} or not path.is_file():
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def _found(pattern: re.Pattern[str], *, kinds: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{text.count('\n', 0, found.start()) + 1} {found.group()}"
        for name, text in _committed().items()
        if (not kinds or name.endswith(kinds)) and "/vendor/" not in name
        for found in pattern.finditer(text)
    ]


def test_no_path_of_a_machine_is_committed() -> None:
    here = re.compile(rf"{re.escape(str(ROOT))}\b")
    faults = [*_found(_OF_A_MACHINE), *_found(here)]

    assert not faults, listed(faults, "Paths start at the project's root or come from a setting:")


def test_no_registry_host_is_committed() -> None:
    faults = _found(_REGISTRIES)

    assert not faults, listed(faults, "Where packages come from is the business of each machine:")


def test_nothing_is_left_unfinished() -> None:
    faults = [*_found(_UNFINISHED, kinds=(".py", ".html", ".css", ".js", ".toml")), *_found(_CONFLICT)]

    assert not faults, listed(faults, "Finish it, or write an issue:")


def test_no_file_is_committed_by_mistake() -> None:
    faults = [
        name
        for name in _committed()
        if re.search(r"(^|/)(uv\.lock|pylock\.toml|\.env)$|\.(pyc|orig|rej|bak|sqlite3)$", name)
    ]

    assert not faults, listed(faults, "These are made, not written:")
