"""What holds for every test: a home of its own, no network beyond this machine, the same examples each time."""

import ipaddress
import os
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

pytest_plugins = [
    "tests.emptying",
    "tests.servers.postgres",
    "tests.servers.dovecot",
    "tests.servers.gate",
    "tests.servers.provider",
    "tests.servers.chromium",
    "tests.servers.smtp_sink",
]

# Settings are read once, before the first test: a home in memory where there is one (nothing there needs to last).
_MEMORY = Path("/dev/shm")
_HOME = Path(tempfile.mkdtemp(prefix="amends-tests-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
for _name in [name for name in os.environ if name.startswith("AMENDS_")]:
    if _name not in {"AMENDS_DATABASE_URL", "AMENDS_DATA"}:
        del os.environ[_name]
os.environ["AMENDS_HOME"] = str(_HOME)
_OF_SERVERS = frozenset(
    {"browser", "chromium", "dovecot", "fetching", "gate", "postgres_url", "smtp_sink", "start_worker"}
    | {"home", "loaded", "received", "transactional_db"}
)
_OWN_NAME = socket.gethostname()  # an SMTP client looks it up to introduce itself

hypothesis.settings.register_profile(
    "ci", max_examples=30, stateful_step_count=25, derandomize=True, deadline=None, database=None
)
hypothesis.settings.register_profile("dev", max_examples=300, deadline=None)
hypothesis.settings.register_profile("torture", max_examples=1500, stateful_step_count=60, deadline=None)
hypothesis.settings.load_profile("ci")


class NetworkUsedError(Exception):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    """Return whether `host`, as handed to a socket, means this machine."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in {None, "", "localhost", _OWN_NAME}:
        return True
    try:
        address = ipaddress.ip_address(str(name))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Stop every attempt of this process to reach or look up another machine (an audit hook of the interpreter)."""
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # anything else is a socket in the file system
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    if not _is_local(host):
        message = f"tests stay on this machine, but something asked for {host!r}"
        raise NetworkUsedError(message)


def _stop(_signal: int, _frame: object) -> None:
    """End as if by the keyboard, so that servers started by fixtures are stopped as well."""
    raise KeyboardInterrupt


def pytest_configure() -> None:
    """Take the guards up before anything is collected."""
    sys.addaudithook(_refuse_network)
    signal.signal(signal.SIGTERM, _stop)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server or a process of its own, so that `make unit` can leave it out."""
    for item in items:
        if isinstance(item, pytest.Function) and _OF_SERVERS.intersection(item.fixturenames):
            item.add_marker(pytest.mark.servers)


def pytest_unconfigure() -> None:
    """Remove the home of the tests."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little() -> None:
    """Hash passwords at once: half a second each protects nobody here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).parent.parent
