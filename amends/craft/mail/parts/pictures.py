"""Which attachments are the pictures that the HTML of a mail shows, by the names its HTML calls them."""

from collections.abc import Mapping
from typing import Final

from amends.craft.mail.parts.bodies import find_files
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.mime import read_parts

_UNTYPED: Final = "application/octet-stream"


def inline_images(raw: bytes) -> Mapping[str, int]:
    """Give the number in `parse(raw).attachments` of each picture, by its Content-ID and by its Content-Location.

    A Content-ID stands without angle brackets, as after `cid:` once percent signs are undone; a location as it was
    written. Where two pictures share a name, the first has it. Files without a type may be pictures too: their bytes
    tell. Any bytes may be given.
    """
    found: dict[str, int] = {}
    problems = Problems()
    for number, file in enumerate(find_files(read_parts(raw, problems), problems)):
        if not file.part.type.startswith("image/") and file.part.type != _UNTYPED:
            continue
        for header in ("content-id", "content-location"):
            name = "".join(guess(file.part.headers.raw(header)).split()).strip("<>")
            if name:
                found.setdefault(name, number)
    return found
