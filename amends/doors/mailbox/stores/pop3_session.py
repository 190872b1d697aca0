"""Connects to a POP3 server and logs in."""

import base64
import poplib
from typing import Any

from imapclient import SocketTimeout

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.consent import answer_of, proof_of, wants_token, with_token
from amends.doors.mailbox.servers import Security, Server, fetch_server, password_of, refusal, tls, user_of

LONGEST_LINE = 16 * 1024 * 1024


class Pop3(poplib.POP3):
    """A POP3 client that bears long lines, knows a broken connection from a refusal, and shows tokens."""

    def __init__(self, *where: Any, **how: Any) -> None:
        """Connect; the standard library's own leaves the connection open where the greeting is not one of POP3."""
        try:
            super().__init__(*where, **how)
        except BaseException:
            if hasattr(self, "file"):
                self.close()
            raise

    def _getline(self) -> tuple[bytes, int]:
        """Return a line and its length in bytes; the standard library's own gives up after 2,048."""
        line = self.file.readline(LONGEST_LINE + 1)
        if not line:
            words = "the connection was closed"
            raise ConnectionError(words)
        if len(line) > LONGEST_LINE:
            words = "a line without end"
            raise ConnectionError(words)
        return line.removesuffix(b"\n").removesuffix(b"\r"), len(line)

    def show(self, mechanism: str, answer: bytes) -> None:
        """Log in by a mechanism with one answer (RFC 5034); raises error_proto where it is refused."""
        said = self._told(f"AUTH {mechanism}".encode())
        if said.startswith(b"+ ") or said == b"+":
            said = self._told(base64.b64encode(answer))
        if said.startswith(b"+ "):  # why it is refused, to be answered with nothing
            said = self._told(b"")
        if not said.startswith(b"+OK"):
            raise poplib.error_proto(said)

    def _told(self, line: bytes) -> bytes:
        self.sock.sendall(line + b"\r\n")
        return self._getline()[0]


class Pop3OverTls(Pop3, poplib.POP3_SSL):
    """The same over TLS from the first byte."""


def connected(server: Server, patience: SocketTimeout) -> Pop3:
    """Return a connection, protected as the server is set up."""
    if server.security == Security.TLS:
        client: Pop3 = Pop3OverTls(server.host, server.port, context=tls(), timeout=patience.connect)
    else:
        client = Pop3(server.host, server.port, timeout=patience.connect)
    client.sock.settimeout(patience.read)
    if server.security == Security.STARTTLS:
        try:
            client.stls(tls())
        except BaseException:
            client.close()
            raise
    return client


def log_in(client: Pop3, mailbox: Mailbox) -> None:
    """Show the server who we are, with a password or a token; raises MailServerError where it does not let us in."""
    user = user_of(mailbox)
    try:
        if wants_token(mailbox):
            with_token(
                mailbox, lambda token: client.show("XOAUTH2", answer_of(user, token)), refused=poplib.error_proto
            )
        else:
            client.user(user)
            client.pass_(password_of(mailbox))
    except poplib.error_proto as error:
        raise refusal(error, fetch_server(mailbox), shown=proof_of(mailbox)) from error
