"""Letters as customers write them, and the postman who brings them."""

from datetime import UTC, datetime
from email.message import EmailMessage

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Received, Source, receive

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BROKEN = "The lamp arrived broken. When will you send a new one?"
ADA = "Ada Byron <ada@example.com>"


def letter(
    name: str, text: str = BROKEN, *, who: str = ADA, subject: str = "My lamp", answers: tuple[str, ...] = (), **headers
) -> bytes:
    """Return a mail whose Message-ID begins with `name`, and that answers those whose ids begin with `answers`.

    A name with an @ in it is an id already; further headers stand with _ for -.
    """
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = who, "desk@example.org", subject
    mail["Date"] = NOON
    if name:
        mail["Message-ID"] = f"<{id_of(name)}>"
    if answers:
        mail["In-Reply-To"] = f"<{id_of(answers[-1])}>"
        mail["References"] = " ".join(f"<{id_of(parent)}>" for parent in answers)
    for header, value in headers.items():
        del mail[header.replace("_", "-")]
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def id_of(name: str) -> str:
    """Return the Message-ID that a name stands for."""
    return name if "@" in name else f"{name}@example.com"


def bring(raw: bytes, at: datetime = NOON, *, mailbox: Mailbox | None = None, live: bool = True) -> Received:
    """Let a mail arrive."""
    return receive(raw, Source(arrived_at=at, mailbox=mailbox, live=live), now=at)


def case_of(received: Received) -> Case:
    """Return the case in which a mail is read today."""
    return Case.objects.get(number=received.case).survivor()
