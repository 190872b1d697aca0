"""A throw-away Dovecot for tests: every user name exists, mail comes in by LMTP and is read by IMAP or POP3."""

import getpass
import grp
import os
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.servers.machine import (
    HOST,
    answers,
    find_program,
    free_port,
    give_folder,
    give_up,
    kill,
    missing,
    run_as,
    stop,
    wait_until,
)

MISSING = missing("Dovecot", "dovecot-imapd dovecot-lmtpd dovecot-pop3d")
PASSWORD = "open-sesame"
ACCOUNT = "nobody"
_POP3 = Path("/usr/lib/dovecot/pop3")
_INNER_SERVICES = ("auth", "auth-worker", "imap", "pop3", "log", "config", "anvil", "stats")
_CONFIGURATION = """\
protocols = imap lmtp pop3
listen = {host}
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login xoauth2
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mail_uid = {user}
mail_gid = {group}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
service lmtp {{
  user = {user}
  inet_listener lmtp {{
    address = {host}
    port = {lmtp}
  }}
}}
"""


_OAUTH2 = """\
introspection_mode = get
introspection_url = http://{host}:{port}/who?token=
username_attribute = email
tls_ca_cert_file = /etc/ssl/certs/ca-certificates.crt
"""
"""Whose token it is, Dovecot asks at `consent_port`: a test that wants to be let in by one answers there."""


@dataclass(slots=True)
class Dovecot:
    """One server; any user name may log in with `password`, and only with it, or with a token of its own."""

    program: Path
    folder: Path
    host: str = HOST
    password: str = PASSWORD
    fetch_port: int = field(default_factory=free_port)
    pop3_port: int = field(default_factory=free_port)
    lmtp_port: int = field(default_factory=free_port)
    consent_port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, at the same ports and with the same mail as before a `stop`."""
        self._configure()
        self._process = subprocess.Popen(
            [self.program, "-F", "-c", self.folder / "dovecot.conf"], cwd=self.folder, **run_as(ACCOUNT)
        )
        wait_until(lambda: answers(self.fetch_port) and answers(self.lmtp_port), self._process, self.folder / "log")

    def stop(self) -> None:
        """Go down; mail stays."""
        if self._process is not None:
            stop(self._process)
            self._process = None

    def kill(self) -> None:
        """Fall over in the middle of whatever it is; what was not on its way to the disk is lost."""
        if self._process is not None:
            kill(self._process)
            self._process = None

    def deliver(self, user: str, message: bytes, *, sender: str = "") -> None:
        """Put `message`, byte by byte as given, into the inbox of `user`; raises smtplib.SMTPException if refused."""
        with smtplib.LMTP(self.host, self.lmtp_port) as client:
            client.sendmail(sender, [user], message)

    def _configure(self) -> None:
        rights = run_as(ACCOUNT)
        user = rights["user"] if rights else getpass.getuser()
        group = grp.getgrgid(rights["group"] if rights else os.getgid()).gr_name
        for name in ("run", "state", "mail"):
            (self.folder / name).mkdir(exist_ok=True)
            give_folder(self.folder / name, ACCOUNT)
        words = _CONFIGURATION.format(
            host=self.host,
            folder=self.folder,
            user=user,
            group=group,
            password=self.password,
            imap=self.fetch_port,
            pop3=self.pop3_port,
            lmtp=self.lmtp_port,
        )
        words += "".join(f"service {name} {{\n  user = {user}\n  chroot =\n}}\n" for name in _INNER_SERVICES)
        (self.folder / "dovecot.conf").write_text(words)
        (self.folder / "oauth2.conf").write_text(_OAUTH2.format(host=self.host, port=self.consent_port))


def installed() -> Path:
    """Return the Dovecot to run; raises FileNotFoundError where there is none of the 2.3 series."""
    program = find_program("dovecot")
    if program is None or not _POP3.exists():
        raise FileNotFoundError(MISSING)
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    if not version.startswith("2.3."):
        message = f"these tests configure Dovecot 2.3, found {version.strip()}"
        raise FileNotFoundError(message)
    return program


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Yield a running Dovecot; tests keep apart by using a user name of their own each."""
    try:
        program = installed()
    except FileNotFoundError as error:
        give_up(str(error))
        return
    folder = Path(tempfile.mkdtemp(prefix="amends-dovecot-"))
    give_folder(folder, ACCOUNT)
    server = Dovecot(program, folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
