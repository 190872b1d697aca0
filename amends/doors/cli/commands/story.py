"""Play stories on a fresh desk with a clock of its own, and say what was not as they expect."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from amends.craft.refusal import Malformed
from amends.doors.cli.failures import Exit
from amends.doors.cli.printing import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a story (TOML)")
    parser.add_argument("--json", action="store_true", help="print JSON only, one object a story")


def run(options: argparse.Namespace) -> int:
    """Play each story; exit code 1 where one failed or could not be read."""
    from amends.doors.cli.stories.stage import Stage  # noqa: PLC0415  (the desk is opened in a temporary home first)

    code = Exit.OK
    with TemporaryDirectory(prefix="amends-story-") as home:
        stage = Stage(Path(home))
        for path in options.files:
            try:
                played = stage.play(path)
            except Malformed as error:
                print(f"amends: {path}: {error.data.get('why', error)}", file=sys.stderr)
                code = Exit.FAILED
                continue
            if played["failed"]:
                code = Exit.FAILED
            if options.json:
                print_json(played)
            else:
                _tell(played)
    return code


def _tell(played: dict[str, object]) -> None:
    failed = played["failed"]
    assert isinstance(failed, list)
    print(f"{'failed' if failed else 'holds '}  {played['title']}  ({played['file']}, {played['steps']} steps)")
    for difference in failed:
        print(f"  step {difference['step']}: expected {difference['expected']}, got {difference['got']}")
