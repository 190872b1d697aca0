"""Print the JSON Schema of what a command answers with --json."""

import argparse
from pathlib import Path

from amends.doors.cli.failures import Exit, UsageError

SCHEMAS = Path(__file__).parents[1] / "schemas"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("command", nargs="*", metavar="COMMAND", help="such as: listen, mail parse (none lists them)")


def run(options: argparse.Namespace) -> int:
    """Print one schema, or the names of all."""
    if not options.command:
        print("\n".join(name.replace("-", " ") for name in names()))
        return Exit.OK
    name = "-".join(options.command)
    if name not in names():
        message = f"{' '.join(options.command)!r} has no schema; known are {', '.join(names())}"
        raise UsageError(message)
    print((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"), end="")
    return Exit.OK


def names() -> list[str]:
    """Return the names of all schemas, such as "mail-parse"."""
    return sorted(path.stem for path in SCHEMAS.glob("*.json"))
