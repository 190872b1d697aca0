"""Writes the mails that customers of a story send, as real bytes for the real door."""

from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from amends.desk.cases.models import Case, Message
from amends.doors.cli.stories.desk import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from amends.doors.cli.stories.desk import StoryDesk


def mail_of(desk: "StoryDesk", sender: str, keys: "Mapping[str, Any]", *, at: "datetime") -> bytes:
    """Return the mail: new with a subject, else an answer to the last mail of the newest case, or of another's."""
    desk.mails += 1
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = sender, ADDRESS, format_datetime(at)
    mail["Message-ID"] = f"<story.{desk.mails}@{sender.rpartition('@')[2]}>"
    case = desk.newest_case(str(keys.get("into", sender))) if "subject" not in keys or "into" in keys else None
    parent = _last_mail(case) if case else None
    if parent is not None:
        mail["In-Reply-To"] = f"<{parent.message_id}>"
        mail["References"] = " ".join(f"<{value}>" for value in [*parent.references, parent.message_id])
    subject = f"Re: {case.subject}" if case else " ".join(str(keys["writes"]).split()[:6])
    mail["Subject"] = str(keys.get("subject", subject))
    if keys.get("auto"):
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(str(keys["writes"]) + "\n")
    return mail.as_bytes()


def _last_mail(case: Case) -> Message | None:
    return case.messages.exclude(message_id="").exclude(dispatch__state="waiting").order_by("-said_at", "-pk").first()
