"""Opens the desk for a command: settings first, then tables as this version wants them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from amends.doors.cli.failures import CommandError

LOCK = 20260301  # any number, the same for all who prepare one PostgreSQL database


def set_up() -> None:
    """Read the settings and load the desk; raises CommandError with what is wrong in them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.config.settings")
    try:
        django.setup(set_prefix=False)
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error


def bring_up_to_date() -> None:
    """Migrate where tables are missing or old; of several processes that start together one does it."""
    try:
        if _is_up_to_date():
            return
        with _alone_in_database():
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except Error as error:
        message = f"the database can't be used: {error}"
        raise CommandError(message) from error


def _is_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextmanager
def alone_in_home() -> Iterator[None]:
    """Wait until no other process of this machine prepares this home."""
    with (settings.HOME / "preparing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_in_database() -> Iterator[None]:
    """Wait until nobody else prepares this database; one on PostgreSQL may serve several machines."""
    if connection.vendor != "postgresql":
        with alone_in_home():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
