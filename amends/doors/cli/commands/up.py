"""Serve the desk: web and worker together, restarted when one dies."""

import argparse
import os
from threading import Event, Thread

from amends.doors.cli.addresses import add_address, answers, check_demo_stays_here, check_free, url_of
from amends.doors.cli.failures import Exit
from amends.doors.cli.stopping import on_signal
from amends.doors.cli.supervising import Child, child_command, keep_running, prepare_desk

DEMO_HOME = "home-demo"
LOOK = 0.1


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_address(parser)
    parser.add_argument(
        "--demo",
        action="store_true",
        help=f"serve the sample desk: this machine only, its mail stays here, in {DEMO_HOME} unless AMENDS_HOME is set",
    )


def run(options: argparse.Namespace) -> int:
    """Prepare the desk, then keep web and worker running until we are asked to stop."""
    if options.demo:
        os.environ["AMENDS_DEMO"] = "1"
        os.environ.setdefault("AMENDS_HOME", DEMO_HOME)
    check_demo_stays_here(options.host)
    check_free(options.host, options.port)
    prepare_desk(*(("demo", "--url", url_of(options.host, options.port)) if options.demo else ()))
    stop = Event()
    on_signal(stop.set)
    serve = child_command("serve", "--as-child", "--host", options.host, "--port", str(options.port))
    children = [Child("web", serve), Child("worker", child_command("worker", "--as-child"))]
    Thread(target=_announce, args=(options.host, options.port, stop), daemon=True).start()
    keep_running(children, stop)
    return Exit.OK


def _announce(host: str, port: int, stop: Event) -> None:
    """Say where the desk is, once it answers."""
    while not stop.wait(LOOK):
        if answers(host, port):
            print(f"amends is ready: {url_of(host, port)} (Ctrl+C stops it)", flush=True)
            return
