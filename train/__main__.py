"""Trains the parts named, or all of them, and puts each into the file of models; the other parts stay as they are."""

import sys
from importlib import import_module
from pathlib import Path

from amends.craft.models.packaged import PATH
from amends.craft.models.packing import replace

PARTS: tuple[str, ...] = ("listening", "answers", "politeness")
"""Modules of this package with a `build()`, in the order in which they are trained."""


def main(names: list[str]) -> int:
    """Train the parts in `names`, all where there are none; return 2 where a name is unknown."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"there is no part {', '.join(unknown)}; known are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name in names or PARTS:
        print(f"== {name}", flush=True)
        parts = import_module(f"train.{name}").build()
        whole = replace(PATH.read_bytes() if PATH.exists() else b"", parts)
        fresh = Path(f"{PATH}.new")
        fresh.write_bytes(whole)
        fresh.replace(PATH)
        print(f"{', '.join(part.name for part in parts)}: the file has {len(whole):,} bytes now", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
