"""Add an agent: amends agent add EMAIL --name NAME."""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from amends.craft.refusal import NotAllowed
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent, somebody_works_here
from amends.doors.cli.failures import CommandError, Exit, UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("what", choices=["add"], help="add: a person who answers customers")
    parser.add_argument("email", help="the address to log in with")
    parser.add_argument("--name", default="", help="the full name")
    parser.add_argument("--display-name", default="", help="the name that customers read")
    parser.add_argument("--lead", action="store_true", help="may set up the desk and sees what is overdue")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from the first line of stdin")


def run(options: argparse.Namespace) -> int:
    """Add the agent; the first one of a desk is a lead."""
    email = options.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        message = f"{options.email} is no email address"
        raise UsageError(message) from error
    lead = options.lead or not somebody_works_here()
    name = options.name.strip() or email.partition("@")[0]
    try:
        add_agent(email, Card(name, options.display_name, is_lead=lead), password=_password(options))
    except NotAllowed as error:
        message = f"there is an agent {email} already"
        raise CommandError(message) from error
    print(f"added {email}{' as a lead' if lead else ''}")
    return Exit.OK


def _password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Password: ")
    else:
        message = "give the password with --password-stdin"
        raise UsageError(message)
    try:
        validate_password(password, Agent(email=options.email, name=options.name))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
