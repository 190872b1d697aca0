"""Where mails come from: files, stdin, an mbox, a maildir; one that can't be read is told and stops nothing."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amends.craft.mail import split_mbox
from amends.doors.cli.failures import CommandError, UsageError
from amends.doors.cli.reading import STDIN, read_bytes


@dataclass(frozen=True, slots=True)
class RawMail:
    """The bytes of one mail and where they came from: a path, "-", or path:number in an mbox."""

    source: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that gave no mail, and why."""

    source: str
    why: str


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Declare FILE…, --mbox and --maildir."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="a mail; - is stdin")
    parser.add_argument("--mbox", type=Path, metavar="FILE", help="all mails of an mbox")
    parser.add_argument("--maildir", type=Path, metavar="FOLDER", help="all mails of a maildir (its new and cur)")


def mails(options: argparse.Namespace) -> Iterator[RawMail | Unread]:
    """Yield the mails that the options name, one at a time; raises UsageError where they name none."""
    files: list[str] = options.files
    if not (files or options.mbox or options.maildir):
        if sys.stdin.isatty():
            message = "name a FILE, - for stdin, --mbox FILE or --maildir FOLDER"
            raise UsageError(message)
        files = [STDIN]
    for name in files:
        yield _one(name)
    if options.mbox:
        yield from _from_mbox(options.mbox)
    if options.maildir:
        yield from _from_maildir(options.maildir)


def _one(name: str) -> RawMail | Unread:
    try:
        raw = read_bytes(name)
    except OSError as error:
        return Unread(name, error.strerror or str(error))
    except CommandError as error:
        return Unread(name, str(error))
    return RawMail(name, raw)


def _from_mbox(path: Path) -> Iterator[RawMail | Unread]:
    try:
        with path.open("rb") as stream:
            number = 0
            for number, raw in enumerate(split_mbox(stream), start=1):
                yield RawMail(f"{path}:{number}", raw)
    except OSError as error:
        yield Unread(str(path), error.strerror or str(error))
        return
    if not number:
        yield Unread(str(path), "there is no mail in it")


def _from_maildir(folder: Path) -> Iterator[RawMail | Unread]:
    parts = [folder / "new", folder / "cur"]
    if not all(part.is_dir() for part in parts):
        yield Unread(str(folder), "it is no maildir (one has the folders new and cur)")
        return
    for part in parts:
        for path in sorted(part.iterdir()):
            if not path.name.startswith("."):
                yield _one(str(path))
