"""(internal) Bring tables and static files up to date; up, serve and worker run it first."""

import argparse

from amends.doors.cli.failures import Exit
from amends.doors.cli.preparing import collect_static


def add(parser: argparse.ArgumentParser) -> None:
    """There is nothing to declare."""


def run(_options: argparse.Namespace) -> int:
    """Collect the static files; the tables are up to date already, as for every command of the desk."""
    collect_static()
    return Exit.OK
