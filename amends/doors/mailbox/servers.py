"""Mail servers as a mailbox names them, and plain words for why one can't be used."""

import imaplib
import ipaddress
import poplib
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass

from amends.desk.channels.models import Mailbox

Security = Mailbox.Security


class MailServerError(Exception):
    """A mail server can't be used; `words` say why, `refused` that it did not let us in, `lost` that it once had.

    `away` says that nobody was there to say anything, or the connection broke: it may be back in a moment.
    """

    def __init__(self, words: str, *, refused: bool = False, lost: bool = False, away: bool = False) -> None:
        """Keep the words for people."""
        super().__init__(words)
        self.words, self.refused, self.lost, self.away = words, refused, lost, away


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is and how the way to it is protected."""

    host: str
    port: int
    security: str

    def refuse_unprotected(self) -> None:
        """Raise MailServerError where the password would cross a network in the clear."""
        if self.security == Security.NONE and not _is_this_machine(self.host):
            words = f"an unprotected connection is for this machine only; choose TLS or STARTTLS for {self.host}"
            raise MailServerError(words)


_WORDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (ssl.SSLCertVerificationError, "the certificate of {host} can't be trusted: {said}"),
    (ssl.SSLError, "no protected connection to {host} at port {port}; check the port, and TLS or STARTTLS"),
    (socket.gaierror, "there is no server called {host}"),
    (TimeoutError, "the server at {host}, port {port}, does not answer"),
    (ConnectionRefusedError, "nothing listens at {host}, port {port}"),
    (
        (smtplib.SMTPServerDisconnected, imaplib.IMAP4.abort, ConnectionError),
        "the server at {host} broke off the connection",
    ),
    (smtplib.SMTPNotSupportedError, "the server at {host}, port {port}, does not offer what is needed: {said}"),
    (smtplib.SMTPException, "the server at {host} said: {said}"),
    (OSError, "the server at {host} can't be reached: {said}"),
)
"""What errors mean, the first that fits: many of them are kinds of OSError."""


_BACK_SOON = ("socket error", "hutting down", "estart", "nactivity")
"""In the library's words for a connection that broke, and in those of servers that will be back."""
_NEVER = 500
_LATER = (
    "[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "TOO MANY SIMULTANEOUS", "TOO MANY CONNECTIONS",
    "[IN-USE]", "[LOGIN-DELAY", "[SYS/TEMP]",
)  # fmt: skip
"""It could not look the password up, somebody else has the maildrop open, or we come too often (RFC 5530, 3206)."""
_AS_BYTES = re.compile(r"""\bb(['"])(.*?)\1""")
_SPENT = re.compile(r" ?\(\d+\.\d+(?: \+ \d+\.\d+)+ secs\)")
"""How long it took, as some servers add to what they say."""
_NO_IMAP = re.compile(r"None$|server not IMAP4|unexpected response: b['\"](?:\d{3}[ -]|\+OK|SSH-)")
"""In the library's words for a greeting in another language: for one of POP3, it has none."""
_ADVICE = " This error may have been caused by"
"""What the IMAP library adds to a server's words: for programmers."""


def fetch_server(mailbox: Mailbox) -> Server:
    """Return the server that a mailbox is fetched from."""
    return Server(mailbox.fetch_host, mailbox.fetch_port, mailbox.fetch_security)


def smtp_server(mailbox: Mailbox) -> Server:
    """Return the server that sends for a mailbox."""
    return Server(mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security)


def user_of(mailbox: Mailbox) -> str:
    """Return the name to log in with; most servers take the address."""
    return mailbox.user or mailbox.address


def password_of(mailbox: Mailbox) -> str:
    """Return the password, empty where none is set.

    Raises MailServerError where one is set but was sealed under another secret of the desk.
    """
    password = mailbox.password
    if mailbox.sealed_password and not password:
        words = "the password can't be read any more, because the desk's secret has changed; enter it again"
        raise MailServerError(words, refused=True)
    return password


def trouble(error: Exception, server: Server, *, lost: bool = False) -> MailServerError:
    """Return in plain words what an error of a connection to `server` means."""
    return MailServerError(_words(error, server), lost=lost, away=is_away(error))


def is_away(error: Exception) -> bool:
    """Return whether a connection ended without a word, or never began: no server asked us to come less often."""
    match error:
        case imaplib.IMAP4.abort():  # what a server said as it hung up is one as well
            return any(words in str(error) for words in _BACK_SOON)
        case ssl.SSLError():
            return isinstance(error, ssl.SSLEOFError)
        case smtplib.SMTPException():
            return isinstance(error, smtplib.SMTPServerDisconnected)
        case _:
            return isinstance(error, OSError)


def refusal(error: Exception, server: Server, *, shown: str = "the password") -> MailServerError:
    """Return in plain words that a server did not let us in with the user name and what it was shown besides."""
    if isinstance(error.__context__, imaplib.IMAP4.abort):  # it broke off before it said yes or no
        return trouble(error.__context__, server)
    later = isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code < _NEVER
    if later or any(code in str(error).upper() for code in _LATER):
        return trouble(error, server)
    words = f"the server at {server.host} refused the user name or {shown} ({said(error)})"
    return MailServerError(words, refused=True)


def _expected(error: Exception) -> str:
    """Return the protocol that whoever answered does not speak, empty where nothing tells so."""
    match error:
        case smtplib.SMTPConnectError(smtp_code=-1):  # no number at its beginning
            return "SMTP"
        case poplib.error_proto(args=[bytes() as line]) if not line.startswith((b"+", b"-ERR")):
            return "POP3"
        case imaplib.IMAP4.error() if _NO_IMAP.match(str(error)):
            return "IMAP"
        case _:
            return ""


def _words(error: Exception, server: Server) -> str:
    if protocol := _expected(error):
        a = "a" if protocol == "POP3" else "an"
        return f"what answers at {server.host}, port {server.port}, is not {a} {protocol} server; check the port"
    template = next((words for kinds, words in _WORDS if isinstance(error, kinds)), "the server at {host} said: {said}")
    return template.format(host=server.host, port=server.port, said=said(error))


def said(error: Exception) -> str:
    """Return a server's own words, or the machine's, short and on one line."""
    words: object = str(error)
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
    elif isinstance(error, ssl.SSLCertVerificationError):
        words = error.verify_message
    elif isinstance(error, poplib.error_proto) and error.args:
        words = error.args[0]
    elif isinstance(error, OSError):
        words = error.strerror or words
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else _AS_BYTES.sub(r"\2", str(words))
    return _SPENT.sub("", " ".join(text.split()).partition(_ADVICE)[0])[:200]


def tls() -> ssl.SSLContext:
    """Return how certificates are checked: against those that this machine trusts."""
    return ssl.create_default_context()


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
