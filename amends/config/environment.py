"""Strict readers of the process settings: AMENDS_ variables, or one file in AMENDS_HOME."""

import os
import tomllib
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KNOWN = {
    "AMENDS_HOME": "folder in which the desk keeps everything (default: ./home)",
    "AMENDS_DATABASE_URL": "postgresql://user:password@host:port/name; SQLite in AMENDS_HOME where it is absent",
    "AMENDS_SECRET_KEY": "signs links and encrypts mailbox passwords; made once in AMENDS_HOME where absent",
    "AMENDS_ALLOWED_HOSTS": "comma-separated host names that browsers may use (default: loopback and the public URL's)",
    "AMENDS_TRUSTED_PROXIES": "how many proxies of yours stand in front (default 0)",
    "AMENDS_LOG_LEVEL": "debug, info, warning or error (default info)",
    "AMENDS_DEBUG": "1 shows errors in full in the browser; never on a real desk",
    "AMENDS_DEMO": "1 marks the sample desk: its mail stays on this machine and its clock can be moved",
    "AMENDS_SMTP_LISTEN": "host:port at which mail servers hand over mail by SMTP (default: nowhere)",
    "AMENDS_LMTP_LISTEN": "host:port, or the path of a socket, at which a mail server of ours delivers by LMTP",
    "AMENDS_MAIL_CERTIFICATE": "file with the certificate and its chain, for STARTTLS at AMENDS_SMTP_LISTEN",
    "AMENDS_MAIL_KEY": "file with its key, where it is not in the same file",
    "AMENDS_MAIL_HOOK_SECRET": "user:password that a mail service shows at /hooks/mail/ (default: none is taken)",
    "AMENDS_MAIL_HOOK_KEY": "the key with which the mail service signs its calls, where it does (Mailgun, Mandrill)",
    "AMENDS_DATA": "folder of public corpora, read by tests only",
}
FILE_NAME = "amends.toml"


class SettingError(ImproperlyConfigured):
    """A process setting is unknown or malformed; the message says which and what to do."""


class Environment:
    """The process settings as strings, from the environment first, then from `AMENDS_HOME/amends.toml`."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Read `variables` and the file beside the data.

        Raises SettingError when a name is unknown or the file is no TOML of plain strings and numbers.
        """
        unknown = sorted(name for name in variables if name.startswith("AMENDS_") and name not in KNOWN)
        if unknown:
            msg = f"unknown setting {unknown[0]}; known are {', '.join(KNOWN)}"
            raise SettingError(msg)
        self.home = Path(variables.get("AMENDS_HOME") or "home").absolute()
        self._values = {**self._from_file(self.home / FILE_NAME), **variables}

    @staticmethod
    def _from_file(path: Path) -> dict[str, str]:
        if not path.is_file():
            return {}
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            msg = f"{path} is not TOML: {error}"
            raise SettingError(msg) from error
        unknown = sorted(name for name in values if name not in KNOWN or name == "AMENDS_HOME")
        if unknown:
            msg = f"unknown setting {unknown[0]} in {path}"
            raise SettingError(msg)
        return {name: str(value) for name, value in values.items()}

    def text(self, name: str, default: str = "") -> str:
        """Return the setting as it stands."""
        return self._values.get(name, default)

    def flag(self, name: str) -> bool:
        """Return whether the setting is switched on; anything but 1, 0 and nothing is an error."""
        value = self._values.get(name, "0")
        if value not in {"0", "1", ""}:
            msg = f"{name} must be 1 or 0, not {value!r}"
            raise SettingError(msg)
        return value == "1"

    def number(self, name: str, default: int) -> int:
        """Return the setting as a whole number of at least 0."""
        value = self._values.get(name, str(default))
        if not value.isdecimal():
            msg = f"{name} must be a whole number, not {value!r}"
            raise SettingError(msg)
        return int(value)

    def names(self, name: str) -> list[str]:
        """Return a comma-separated setting as a list without empty entries."""
        return [part.strip() for part in self._values.get(name, "").split(",") if part.strip()]


ENVIRONMENT = Environment(dict(os.environ))
