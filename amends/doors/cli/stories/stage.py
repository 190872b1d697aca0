"""A stage for stories: a temporary home, prepared once, and a fresh copy of its database for each story."""

import os
import shutil
from dataclasses import asdict
from pathlib import Path

from amends.doors.cli import opening
from amends.doors.cli.stories.script import read_script


class Stage:
    """Plays stories one after another, each on a desk that nobody has used."""

    def __init__(self, home: Path) -> None:
        """Open a desk in `home`; whatever desk the environment names is left alone."""
        for name in [name for name in os.environ if name.startswith("AMENDS_")]:
            del os.environ[name]
        os.environ |= {"AMENDS_HOME": str(home), "AMENDS_DEMO": "1", "AMENDS_LOG_LEVEL": "error"}
        opening.set_up()
        opening.bring_up_to_date()
        self._database = home / "amends.sqlite3"
        self._fresh = home / "fresh.sqlite3"
        self._put_away()
        shutil.copy(self._database, self._fresh)

    def play(self, path: Path) -> dict[str, object]:
        """Play the story in the file; return what the contract of `amends story` names.

        Raises Malformed where it is no story.
        """
        from django.db import connection

        from amends.doors.cli.stories.playing import play

        script = read_script(path)
        shutil.copy(self._fresh, self._database)
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # nothing here outlives the command
        try:
            found = play(script)
        finally:
            self._put_away()
        return {
            "file": str(path),
            "title": script.title,
            "steps": len(script.steps),
            "failed": [asdict(difference) for difference in found],
        }

    def _put_away(self) -> None:
        from django.db import connection, connections

        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        for ending in ("-wal", "-shm"):
            Path(f"{self._database}{ending}").unlink(missing_ok=True)
