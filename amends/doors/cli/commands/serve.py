"""Serve the pages alone; run `amends worker` beside it."""

import argparse
from importlib import import_module

from amends.doors.cli.addresses import add_address, check_demo_stays_here, check_free
from amends.doors.cli.failures import Exit
from amends.doors.cli.stopping import add_as_child, follow_parent
from amends.doors.cli.supervising import prepare_desk


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_address(parser)
    add_as_child(parser)


def run(options: argparse.Namespace) -> int:
    """Listen until we are asked to stop."""
    check_demo_stays_here(options.host)
    check_free(options.host, options.port)
    if options.as_child:
        follow_parent()
    else:
        prepare_desk()
    import_module("amends.doors.cli.opening").set_up()
    import_module("amends.doors.cli.serving").serve(options.host, options.port)
    return Exit.OK
