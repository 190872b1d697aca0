"""(internal) Bring tables and static files up to date; up, serve and worker run it first."""

import argparse
import sys

from amends.desk.policies.actions import setup_token
from amends.doors.cli.failures import Exit
from amends.doors.cli.preparing import collect_static


def add(parser: argparse.ArgumentParser) -> None:
    """There is nothing to declare."""


def run(_options: argparse.Namespace) -> int:
    """Collect the static files; the tables are up to date already, as for every command of the desk."""
    collect_static()
    token = setup_token()
    if token:
        print(
            f"This desk is new. Set it up in the browser with this one-time token: {token}", file=sys.stderr, flush=True
        )
    return Exit.OK
