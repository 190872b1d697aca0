"""Policies as files in a folder: all of them are read before any is taken in, and written before any is replaced."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from amends.doors.cli.failures import CommandError
from amends.doors.shell.policy_problems import ProblemWords

ENDING = "*.md"
MOST_BYTES = 1024 * 1024
TOLD = "README.md"
"""A folder may explain itself; this one is no policy."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: texts by file name, and what can't be read as text at all."""

    texts: Mapping[str, str]
    unreadable: tuple[ProblemWords, ...]


def read_folder(name: str) -> Folder:
    """Read the policy files of a folder, in the order of their names.

    Raises CommandError where it is no folder, or holds none.
    """
    folder = Path(name)
    if not folder.is_dir():
        message = (
            f"{name} is {'a file, not a folder' if folder.exists() else 'not there'}; name a folder of policy files"
        )
        raise CommandError(message)
    paths = sorted(path for path in folder.glob(ENDING) if path.is_file() and path.name != TOLD)
    if not paths:
        message = f"{name} holds no policy files ({ENDING})"
        raise CommandError(message)
    read = {path.name: _text(path) for path in paths}
    return Folder(
        {file: text for file, text in read.items() if isinstance(text, str)},
        tuple(fault for fault in read.values() if isinstance(fault, ProblemWords)),
    )


def write_folder(name: str, texts: Mapping[str, str]) -> dict[str, Literal["written", "unchanged"]]:
    """Write files into a folder, made where it is not there; what else lies in it stays.

    Every text is on the disk before the first file is replaced.
    """
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        message = f"{name} is a file, not a folder"
        raise CommandError(message)
    folder.mkdir(parents=True, exist_ok=True)
    changed = {file: text.encode() for file, text in texts.items() if _bytes_of(folder / file) != text.encode()}
    with tempfile.TemporaryDirectory(prefix=".policies-", dir=folder) as beside:
        for file, content in changed.items():
            (Path(beside) / file).write_bytes(content)
        for file in changed:
            (Path(beside) / file).replace(folder / file)
    return {file: "written" if file in changed else "unchanged" for file in texts}


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _text(path: Path) -> str | ProblemWords:
    """Read one file; what is no text in UTF-8 is told with the line where it begins."""
    content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    if content is None:
        return ProblemWords(path.name, 1, "this is larger than 1 MB", "write a shorter policy instead")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _no_text(path.name, content[: error.start])
    return _no_text(path.name, content[: content.index(0)]) if "\0" in text else text


def _no_text(file: str, before: bytes) -> ProblemWords:
    line = before.count(b"\n") + 1
    return ProblemWords(file, line, "this is no text in UTF-8", "write the file as text in UTF-8 instead")
