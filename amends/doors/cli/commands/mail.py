"""Read mails as the desk does and say what is in them (mail parse)."""

import argparse
import sys

from amends.craft.mail import Mail, as_json, parse
from amends.doors.cli.failures import Exit
from amends.doors.cli.mails import RawMail, add_sources, mails
from amends.doors.cli.printing import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("what", choices=["parse"], help="parse: take each mail apart")
    add_sources(parser)
    parser.add_argument("--json", action="store_true", help="print JSON only, one object a mail")


def run(options: argparse.Namespace) -> int:
    """Read each mail; exit code 1 where a source could not be read."""
    code = Exit.OK
    for found in mails(options):
        if isinstance(found, RawMail):
            mail = parse(found.raw)
            if options.json:
                print_json(as_json(mail, found.source))
            else:
                _tell(mail, found.source)
        else:
            print(f"amends: {found.source}: {found.why}", file=sys.stderr)
            code = Exit.FAILED
    return code


def _tell(mail: Mail, source: str) -> None:
    """Say in words what is in a mail."""
    print(f"{source}: {mail.kind} from {mail.sender.name} <{mail.sender.address}>, language {mail.language}")
    print(f"  subject   {mail.subject}")
    print(f"  date      {mail.date.isoformat() if mail.date else 'unknown'}")
    for attachment in mail.attachments:
        print(f"  file      {attachment.name} ({attachment.type}, {attachment.size} bytes)")
    if mail.problems:
        print(f"  problems  {', '.join(mail.problems)}")
    print("".join(f"  | {line}\n" for line in mail.signed_reply.splitlines()))
