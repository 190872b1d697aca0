"""Files that go with our replies: kept by content hash, sent once."""

from amends.desk.cases.kept import keep
from amends.desk.cases.models import Attachment

LONGEST_NAME = 255


def attach(data: bytes, *, name: str, type: str) -> Attachment:  # noqa: A002 - what the word is everywhere
    """Keep a file and return its row, not yet with any message."""
    return Attachment.objects.create(
        name=name.replace("\n", " ")[-LONGEST_NAME:],
        type=(type or "application/octet-stream")[:120],
        size=len(data),
        sha256=keep(data),
    )
