"""Where the web is served: host and port, and whether they can be had."""

import argparse
import ipaddress
import os
import socket

from amends.doors.cli.failures import CommandError, UsageError

HOST = "127.0.0.1"
PORT = 8000
IPV4 = 4


def add_address(parser: argparse.ArgumentParser) -> None:
    """Declare --host and --port."""
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST}: this machine only)")
    parser.add_argument("--port", type=_port, default=PORT, help=f"port to listen on (default {PORT})")


def check_demo_stays_here(host: str) -> None:
    """Raise UsageError where the demo, which anybody may enter, would be open to other machines."""
    if os.environ.get("AMENDS_DEMO") == "1" and not _is_loopback(host):
        message = f"the demo listens on this machine only, so {host} can't be its host"
        raise UsageError(message)


def check_free(host: str, port: int) -> None:
    """Raise CommandError, saying what to do, where `host` and `port` can't be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        message = f"can't listen on {host} port {port} ({error.strerror}); choose another with --port"
        raise CommandError(message) from error


def url_of(host: str, port: int) -> str:
    """Return what to type into a browser on this machine."""
    here = _reachable(host)
    return f"http://[{here}]:{port}/" if ":" in here else f"http://{here}:{port}/"


def answers(host: str, port: int) -> bool:
    """Return whether somebody takes connections there."""
    try:
        with socket.create_connection((_reachable(host), port), timeout=1):
            return True
    except OSError:
        return False


def _reachable(host: str) -> str:
    """Return the address under which this machine reaches what listens on `host`."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return HOST if address.version == IPV4 else "::1"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 1 << 16:
        message = "a port is a number from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return number
