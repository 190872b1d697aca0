"""Tables and migrations agree, and a migration's name says what it does."""

import pytest
from django.core.management import call_command

from tests.guards.source import PACKAGE, ROOT, files, listed


@pytest.mark.django_db
def test_no_migration_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
        code = 0
    except SystemExit as error:
        code = int(error.code or 0)

    assert code == 0, f"Run django's makemigrations --name <what it does>:\n{capsys.readouterr().out}"


def test_migrations_are_named() -> None:
    faults = [str(path.relative_to(ROOT)) for path in files("0*.py", PACKAGE / "desk") if "_auto_" in path.name]

    assert not faults, listed(faults, "Say in the name what the migration does:")
