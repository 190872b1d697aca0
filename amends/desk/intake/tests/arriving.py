"""A process that takes in mail: told the name of a database, it receives each line of JSON when it is told to go."""

import base64
import json
import sys

import django
from django.conf import settings


def main(database: str) -> None:
    """Receive every list of mails that comes in as a line, and say which cases they are in."""
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.db import connection

    from amends.desk.intake.tests.post import bring

    connection.ensure_connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        cases = [bring(base64.b64decode(mail)).case for mail in json.loads(line)]
        sys.stdout.write(json.dumps(cases) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
