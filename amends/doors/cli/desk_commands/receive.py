"""Take in mail: files, stdin, an mbox or a maildir."""

import argparse
import sys

from amends.desk.intake.actions import Received, Source, receive
from amends.desk.intake.sorting.handing import Envelope, hand_in
from amends.desk.jobs.handed_down import now
from amends.doors.cli.failures import Exit
from amends.doors.cli.mails import RawMail, Unread, add_sources, mails
from amends.doors.cli.printing import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_sources(parser)
    parser.add_argument("--live", action="store_true", help="mail of an mbox or maildir is new, not history")
    parser.add_argument("--to", action="append", default=[], metavar="ADDRESS", help="a mail server hands it over for")
    parser.add_argument("--sender", metavar="ADDRESS", help="who sent it, says the mail server; empty for a bounce")
    parser.add_argument("--json", action="store_true", help="print JSON only, one object a mail")


def run(options: argparse.Namespace) -> int:
    """Take in each mail; exit code 1 where one could not be read or kept.

    A mail server that hands it over (`--to`) is told to try again later instead, as sysexits.h has it.
    """
    archive = bool(options.mbox or options.maildir)
    code = Exit.OK
    for found in mails(options) if options.to else map(_unless_empty, mails(options)):
        if isinstance(found, Unread):
            print(f"amends: {found.source}: {found.why}", file=sys.stderr)
            code = Exit.FAILED
            continue
        live = options.live or not archive or found.source in options.files
        try:
            received = _receive(found, options, live=live)
        except OSError as error:
            print(f"amends: {found.source}: not kept, try again: {error.strerror or error}", file=sys.stderr)
            code = Exit.FAILED
            continue
        if options.json:
            print_json(_as_json(found.source, received))
        else:
            print(f"{found.source}: {_in_words(received)}")
    return Exit.TRY_AGAIN if code and options.to else code


def _unless_empty(found: RawMail | Unread) -> RawMail | Unread:
    return Unread(found.source, "it is empty") if isinstance(found, RawMail) and not found.raw.strip() else found


def _receive(found: RawMail, options: argparse.Namespace, *, live: bool) -> Received:
    at = now()
    if options.to:
        return hand_in(found.raw, Envelope(options.sender, tuple(options.to)), name="pipe", now=at)[0]
    return receive(found.raw, Source(arrived_at=at, live=live, name=found.source), now=at)


def _as_json(source: str, received: Received) -> dict[str, object]:
    return {
        "source": source,
        "message_id": received.message_id,
        "digest": received.digest,
        "case": received.case,
        "opened": received.opened,
        "duplicate": received.duplicate,
        "kind": received.kind,
        "problems": list(received.problems),
    }


def _in_words(received: Received) -> str:
    if received.duplicate:
        return f"known already, in case {received.case}" if received.case else "known already"
    if received.pile:
        return f"on the pile ({received.pile})"
    return f"{'opened' if received.opened else 'joined'} case {received.case}"
