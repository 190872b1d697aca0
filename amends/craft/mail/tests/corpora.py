"""The public corpora that the tests read, where they are found; tests that need an absent one are skipped by name."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(os.environ.get("AMENDS_DATA", "../shared/data"))

RAW_MAILS = (
    "cpython_test_email/data/*.txt",
    "flanker/messages/**/*.eml",
    "mimekit/**/*.eml",
    "mimekit/messages/*.txt",
    "mimekit/smime/*.txt",
    "sisimai_bounces/**/*.eml",
    "talon/**/*.eml",
    "calendar/*.eml",
)


def corpus(pattern: str) -> list[Path]:
    """Give the files of a corpus in order, or skip the test."""
    found = sorted(DATA.glob(pattern))
    if not found:
        pytest.skip(f"no {pattern.partition('/')[0]} under {DATA}: set AMENDS_DATA to the folder of public corpora")
    return found


def raw_mails() -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of every raw mail in the corpora."""
    for pattern in RAW_MAILS:
        for path in corpus(pattern):
            yield path.name, path.read_bytes()
