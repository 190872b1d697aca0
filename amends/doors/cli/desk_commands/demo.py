"""(internal) Prepare the sample desk: load it the first time, let its clock go on later; up --demo runs it first."""

import argparse
from datetime import UTC, datetime

from amends.craft.refusal import NotAllowed
from amends.desk.people.staff import somebody_works_here
from amends.doors.cli.failures import CommandError, Exit
from amends.doors.cli.preparing import collect_static
from amends.doors.demo.opening import open_sample


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--url", required=True, help="where the pages will be, for the links in mails")


def run(options: argparse.Namespace) -> int:
    """Open the sample; on a desk that is somebody's own nothing is touched."""
    if not somebody_works_here():
        print("the sample company plays its last weeks; this first time that takes some ten seconds", flush=True)
    collect_static()
    try:
        open_sample(wall=datetime.now(UTC), public_url=options.url)
    except NotAllowed as refusal:
        message = "this home is not of the sample desk; set AMENDS_HOME to another folder"
        raise CommandError(message) from refusal
    return Exit.OK
