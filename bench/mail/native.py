"""Sets a native parser (fast-mail-parser) beside ours: the same answers on all corpora, and how much faster.

It is in no lock of ours: `pip install fast-mail-parser` into an environment of one's own, else this says so and ends.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from typing import Any

from amends.craft.mail import attachment, parse
from amends.craft.mail.parts.bodies import find_bodies
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.mime import read_parts
from bench.mail.fuzz import corpora

_BLANKS = re.compile(r"\s+")


def main() -> int:
    """Print where the two differ, and their times."""
    try:
        native: Any = import_module("fast_mail_parser")
    except ModuleNotFoundError:
        print("skipped: fast-mail-parser is not installed")
        return 0
    mails = corpora()
    differ: Counter[str] = Counter()
    told = [_differences(raw, native) for raw in mails]
    differ.update(about for found in told for about in found)
    print(f"{len(mails)} mails of the corpora, {sum(map(bool, told))} answered otherwise: {dict(differ.most_common())}")
    ours, structure = _time(parse, mails), _time(_taken_apart, mails)
    theirs = _time(lambda raw: _or_none(native, raw), mails)
    print(f"all of our reading takes {ours / theirs:.1f} times as long, structure and bodies {structure / theirs:.1f}")
    return 0


def _taken_apart(raw: bytes) -> None:
    problems = Problems()
    find_bodies(read_parts(raw, problems), problems)


def _or_none(native: Any, raw: bytes) -> Any:
    try:
        return native.parse_email(raw)
    except native.ParseError:
        return None


def _time(work: Callable[[bytes], object], mails: list[bytes]) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for raw in mails:
            work(raw)
        best = min(best, time.process_time() - start)
    return best


def _differences(raw: bytes, native: Any) -> list[str]:
    """Name what the two say differently of one mail; blanks don't count, nor HTML turned to text."""
    found = _or_none(native, raw)
    if found is None:
        return ["it gives none"]
    mail = parse(raw)
    said = {
        "subject": (mail.subject, found.subject or ""),
        "sender": (mail.sender.address, found.from_.address if found.from_ else ""),
        "text": (mail.text if found.text_plain or not mail.html else "", "".join(found.text_plain)),
        "html": (mail.html, "".join(found.text_html)),
    }
    differ = [name for name, (ours, theirs) in said.items() if _folded(ours) != _folded(theirs)]
    ours = sorted(sha256(attachment(raw, number)[0]).hexdigest() for number in range(len(mail.attachments)))
    theirs = sorted(sha256(bytes(one.content)).hexdigest() for one in found.attachments)
    return [*differ, *(["attachments"] if ours != theirs else [])]


def _folded(text: str) -> str:
    return _BLANKS.sub("", text)


if __name__ == "__main__":
    sys.exit(main())
