"""Files of others lie in folders called vendor, unchanged; a README there says whose they are, with checksums."""

import hashlib
import re
from pathlib import Path

from tests.guards.source import PACKAGE, ROOT, listed

FOLDERS = sorted(path for path in PACKAGE.rglob("vendor") if path.is_dir())
_ROW = re.compile(
    r"^\| (?P<file>\S+) \| (?P<origin>[^|]+) \| (?P<licence>[^|]+) \| (?P<digest>[0-9a-f]{64}) \|$", re.MULTILINE
)


def _rows(folder: Path) -> dict[Path, str]:
    """Return what the README of a folder says: file -> sha256."""
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    return {(folder / row["file"]).resolve(): row["digest"] for row in _ROW.finditer(text)}


def test_vendored_files_are_what_was_taken_over() -> None:
    rows = {path: digest for folder in FOLDERS for path, digest in _rows(folder).items()}
    faults = [
        str(path.relative_to(ROOT))
        for path, digest in rows.items()
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest
    ]

    assert not faults, listed(faults, "These differ from what their README says was taken over:")


def test_every_vendored_file_is_accounted_for() -> None:
    faults = [
        str(path.relative_to(ROOT))
        for folder in FOLDERS
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "README.md" and "LICENSE" not in path.name and path not in _rows(folder)
    ]

    assert not faults, listed(faults, "Give it a row in the README: | file | from | licence, file of it | sha256 |")


def test_vendored_files_come_with_their_licence() -> None:
    faults = [str(folder.relative_to(ROOT)) for folder in FOLDERS if not list(folder.glob("*LICENSE*"))]

    assert not faults, listed(faults, "Put the licence beside what was taken over:")
