"""Lets atheris look for bytes that reach new corners of the parser, where it is installed; else says so and ends.

`pip install atheris` into an environment of one's own, then `python -m bench.mail.guided -max_total_time=600`: options
are those of libFuzzer. What fails is kept in `artefacts/fuzz/`.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.mail.fuzz import KEPT, SECONDS_A_MEGABYTE, corpora


def main() -> int:
    """Fuzz until libFuzzer ends the process."""
    try:
        atheris: Any = import_module("atheris")
    except ModuleNotFoundError:
        print("skipped: atheris is not installed")
        return 0
    for name in [name for name in sys.modules if name.startswith("amends.")]:
        del sys.modules[name]  # what was imported before can't be watched
    with atheris.instrument_imports(include=["amends.craft.mail"]):
        mail: Any = import_module("amends.craft.mail")

    def read(raw: bytes) -> None:
        found = mail.parse(raw)
        if "unreadable" in found.problems:
            raise AssertionError(raw)
        mail.as_json(found, "-")

    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="amends-fuzz-") as folder:
        for number, raw in enumerate(corpora()):
            Path(folder, f"{number}.eml").write_bytes(raw)
        limits = [f"-timeout={SECONDS_A_MEGABYTE:.0f}", "-max_len=40000", f"-artifact_prefix={KEPT}/"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[1:], folder], read)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
