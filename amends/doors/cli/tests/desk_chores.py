"""What tests do on a desk that runs as processes of its own: `python -m … log_in | change`, under its AMENDS_HOME."""

import sys
from datetime import UTC, datetime

from amends.doors.cli.opening import set_up

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def log_in() -> str:
    """Make an agent with a session; return the cookie."""
    from django.conf import settings
    from django.test import Client

    from amends.desk.people.models import Agent

    client = Client()
    client.force_login(Agent.objects.create_user("ben@example.com"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def change() -> str:
    """Let something happen in a new case; return its number."""
    from amends.desk.cases.models import Case
    from amends.desk.people.models import Customer

    customer = Customer.objects.create(name="Ada", since=NOON)
    case = Case.open_for(customer, subject="A lamp", channel="email", now=NOON)
    case.write("note.added", at=NOON)
    return case.number


if __name__ == "__main__":
    set_up()
    print({"log_in": log_in, "change": change}[sys.argv[1]]())
