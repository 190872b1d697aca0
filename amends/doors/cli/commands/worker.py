"""Do what pages leave for later and what time brings; run it beside `amends serve`."""

import argparse
from importlib import import_module

from amends.doors.cli.failures import Exit
from amends.doors.cli.stopping import add_as_child, follow_parent
from amends.doors.cli.supervising import prepare_desk


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_as_child(parser)


def run(options: argparse.Namespace) -> int:
    """Work until we are asked to stop."""
    if options.as_child:
        follow_parent()
    else:
        prepare_desk()
    import_module("amends.doors.cli.opening").set_up()
    import_module("amends.doors.cli.working").work()
    return Exit.OK
