"""Files that go with our replies: kept by content hash, sent once."""

from collections.abc import Collection

from amends.craft.refusal import Malformed
from amends.desk.cases.kept import keep
from amends.desk.cases.models import Attachment

LONGEST_NAME = 255

MOST_TOGETHER = 20 * 1024 * 1024
"""Bytes of all files of a mail; on their way they take a third more, and few servers take over 25 to 35 MB."""


def refuse_too_much(files: Collection[Attachment]) -> None:
    """Raise Malformed where files are too big together to be mailed."""
    if sum(file.size for file in files) > MOST_TOGETHER:
        raise Malformed("file_too_big", name=" + ".join(file.name for file in files))


def attach(data: bytes, *, name: str, type: str) -> Attachment:  # noqa: A002 - what the word is everywhere
    """Keep a file and return its row, not yet with any message."""
    return Attachment.objects.create(
        name=name.replace("\n", " ")[-LONGEST_NAME:],
        type=(type or "application/octet-stream")[:120],
        size=len(data),
        sha256=keep(data),
    )
