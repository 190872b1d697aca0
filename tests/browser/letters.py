"""Mails of customers as they come over the wire, and ours as they reached them."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from uuid import uuid4

from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink

DESK = "help@pumps.example"


def arrived(sink: SmtpSink, count: int) -> EmailMessage:
    """Return the `count`-th mail that reached the sink, as soon as it is there."""
    return message_from_bytes(sink.wait_for(count)[count - 1].message, policy=policy.default)


@dataclass(frozen=True, slots=True)
class Writer:
    """A customer with a mail client, and where their mail to us goes."""

    name: str
    address: str
    server: Dovecot
    account: str

    def writes(self, subject: str, text: str, *, answers: EmailMessage | None = None) -> EmailMessage:
        """Mail `text` to the desk, as an answer to a mail of ours or as something new; return the mail."""
        letter = EmailMessage()
        letter["From"] = f"{self.name} <{self.address}>"
        letter["To"] = DESK
        letter["Subject"] = subject
        letter["Date"] = formatdate(localtime=True)
        letter["Message-ID"] = make_msgid(domain="mail.example")
        if answers is not None:
            letter["In-Reply-To"] = answers["Message-ID"]
            letter["References"] = f"{answers.get('References', '')} {answers['Message-ID']}".strip()
        letter.set_content(text)
        self.server.deliver(self.account, letter.as_bytes(policy=policy.SMTP), sender=self.address)
        return letter


def new_account() -> str:
    """Return the name of a mail account that no other story uses."""
    return f"desk-{uuid4().hex[:8]}"
