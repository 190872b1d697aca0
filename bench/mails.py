"""Mail to measure with, made by the generator that lies beside the test data."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("AMENDS_DATA") or ROOT.parent / "shared" / "data")
GENERATOR = DATA.parent / "tools" / "gen_mail.py"


@dataclass(frozen=True, slots=True)
class Made:
    """One made mail; `parent` and `root` are the numbers of the mails it answers, its own number where it is new."""

    number: int
    parent: int | None
    root: int
    sender: str
    raw: bytes


@contextmanager
def made(*, bulk: int = 0) -> Iterator[list[Made]]:
    """Yield a thousand mails (with `bulk`, so many small new ones) in the order of their arrival.

    Without the generator the measurement ends here, with a word.
    """
    if not GENERATOR.exists():
        print(f"skipped: there is no {GENERATOR.name} beside the test data (AMENDS_DATA says where that is)")
        sys.exit(0)
    with tempfile.TemporaryDirectory(prefix="amends-mails-") as folder:
        options = ["--bulk", str(bulk)] if bulk else []
        subprocess.run([sys.executable, GENERATOR, folder, *options], check=True)
        yield _read(Path(folder))


def _read(folder: Path) -> list[Made]:
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [
        Made(row["n"], row["parent"], row["root"], row["from"], (folder / f"{row['n']:05d}.eml").read_bytes())
        for row in rows
    ]
