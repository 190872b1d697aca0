"""What a filled-in mailbox lacks, and what follows from its choices without being asked."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from amends.desk.channels.models import Mailbox

Way, Login, After, Security = Mailbox.Way, Mailbox.Login, Mailbox.After, Mailbox.Security

IMAPS, POP3S = 993, 995
FROM_THE_NET = (Way.IMAP, Way.POP3)
_SERVERS: dict[str, tuple[dict[str, str], str, tuple[int, str]]] = {
    Login.GOOGLE: ({"imap": "imap.gmail.com", "pop3": "pop.gmail.com"}, "smtp.gmail.com", (465, Security.TLS)),
    Login.MICROSOFT: (
        {"imap": "outlook.office365.com", "pop3": "outlook.office365.com"},
        "smtp.office365.com",
        (587, Security.STARTTLS),
    ),
}
"""Where the two big hosts are fetched from and sent by."""


def settled(given: Mapping[str, object], before: Mailbox) -> dict[str, object]:
    """Return what was given with what follows from it; what the page did not ask stays as it was."""
    kept = {name: given.get(name) or getattr(before, name) for name in ("way", "login", "after")}
    now = {**given, **kept, "name": given.get("name") or given.get("address", "")}
    if now.get("silence_minutes") is None:
        now["silence_minutes"] = before.silence_minutes
    if now["way"] == Way.POP3:
        now["after"] = After.DELETED if now["after"] == After.DELETED else After.LEFT
        now["fetch_port"] = POP3S if now.get("fetch_port") == IMAPS else now.get("fetch_port")
    return _with_servers(now) if now["login"] in _SERVERS else now


def _with_servers(now: dict[str, object]) -> dict[str, object]:
    """Fill in the servers of a big host where none are named."""
    fetched, sent_by, (port, security) = _SERVERS[str(now["login"])]
    if not now.get("fetch_host"):
        now["fetch_host"] = fetched.get(str(now["way"]), "")
    if not now.get("smtp_host"):
        now |= {"smtp_host": sent_by, "smtp_port": port, "smtp_security": security}
    return now


def faults_in(given: Mapping[str, object], before: Mailbox, *, moved: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, as the name of a field and words; `moved` tells that a server has changed."""
    way, after = given["way"], given["after"]
    if way in FROM_THE_NET and not given.get("fetch_host") and not given.get("smtp_host"):
        yield "fetch_host", "Name a server to fetch from, one to send by, or both."
    if way == Way.MAILDIR and not PurePath(str(given.get("maildir") or "")).is_absolute():
        yield "maildir", "Name the folder by its whole path, like /var/mail/desk."
    if after == After.DELETED and way != Way.POP3:
        yield "after", "Only a POP3 server is told to delete; elsewhere mail is marked, moved or left."
    if after == After.MOVED and str(given.get("moved_to") or "") in {"", str(given.get("folder"))}:
        yield "moved_to", "Name another folder than the one that is fetched."
    if given["login"] != Login.PASSWORD and not given.get("oauth_client"):
        yield "oauth_client", "Consent is asked for by a client ID; register the desk first."
    if given["login"] == Login.PASSWORD and moved and before.sealed_password and not given.get("password"):
        yield "password", "A server has changed, so the password has to be entered again."
