"""A throw-away PostgreSQL for tests; run as a program, it starts one around a command."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.machine import (
    HOST,
    find_program,
    free_port,
    give_folder,
    give_up,
    is_ci,
    missing,
    run_as,
    stop,
    wait_until,
)

MISSING = missing("PostgreSQL", "postgresql")
ACCOUNT = "postgres"


def _program(name: str) -> Path | None:
    return find_program(name, "/usr/lib/postgresql/*/bin")


@contextmanager
def running() -> Iterator[str]:
    """Serve one empty database called "amends" and yield its URL; raises FileNotFoundError if not installed."""
    initdb, postgres = _program("initdb"), _program("postgres")
    if initdb is None or postgres is None:
        raise FileNotFoundError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="amends-postgres-"))
    give_folder(folder, ACCOUNT)
    log, data, port = folder / "log", folder / "data", free_port()
    try:
        subprocess.run(
            [initdb, "-D", data, "-U", "amends", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            **run_as(ACCOUNT),
        )
        # Nothing here has to survive a power cut, so it need not wait for the disk.
        options = {"port": port, "listen_addresses": HOST, "unix_socket_directories": folder}
        speed = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        arguments = [f"--{name}={value}" for name, value in {**options, **speed}.items()]
        with log.open("wb") as output:
            server = subprocess.Popen(
                [postgres, "-D", data, *arguments], cwd=folder, stdout=output, stderr=output, **run_as(ACCOUNT)
            )
        try:
            wait_until(lambda: _takes_connections(port), server, log)
            yield _create_database(port)
        finally:
            # A polite stop waits for clients that a failed test may have left behind.
            server.send_signal(signal.SIGINT)
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _takes_connections(port: int) -> bool:
    """Return whether the server lets clients in: it listens a while before it does."""
    import psycopg  # only tests on PostgreSQL pay for it

    try:
        psycopg.connect(host=HOST, port=port, user="amends", dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _create_database(port: int) -> str:
    import psycopg  # only tests on PostgreSQL pay for it

    with psycopg.connect(host=HOST, port=port, user="amends", dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE amends")
    return f"postgresql://amends@{HOST}:{port}/amends"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Yield the URL of an empty PostgreSQL database that lives as long as the session."""
    try:
        with running() as url:
            yield url
    except FileNotFoundError as error:
        give_up(str(error))


def main(command: list[str]) -> int:
    """Run `command` with AMENDS_DATABASE_URL set to a throw-away server; return its exit code."""
    try:
        with running() as url:
            return subprocess.run(command, env={**os.environ, "AMENDS_DATABASE_URL": url}, check=False).returncode
    except FileNotFoundError as error:
        print(f"SKIPPED once more on PostgreSQL: {error}", file=sys.stderr)
        return 1 if is_ci() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
