"""What a visitor writes as a customer, read from the form and made a real mail."""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from amends.desk.channels.connecting import reply_address
from amends.doors.demo.mails import Quote, Written, answering_subject, write

if TYPE_CHECKING:
    from django.http import QueryDict

    from amends.desk.cases.models import Message
    from amends.doors.shell.viewer import Viewer

MOST_CHARACTERS = 200_000
NO_SUBJECT = "(no subject)"


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail as it was typed; `errors` are sentences for the page."""

    sender: str
    subject: str
    text: str
    answers: "Message | None"
    viewer: "Viewer"
    errors: tuple[str, ...] = ()

    @classmethod
    def posted(cls, post: "QueryDict", *, answers: "Message | None", viewer: "Viewer") -> Self:
        """Return what was posted, with what is wrong with it."""
        sender, text = " ".join(post.get("sender", "").split()), post.get("text", "").replace("\r\n", "\n").strip()
        errors = []
        try:
            validate_email(parseaddr(sender)[1])
        except ValidationError:
            errors.append("Say who writes: a name and an address, like Maria Lopez <maria@example.com>.")
        if not text:
            errors.append("A mail needs some words.")
        subject = " ".join(post.get("subject", "").split())[:300]
        return cls(sender, subject, text[:MOST_CHARACTERS], answers, viewer, tuple(errors))

    def raw(self) -> bytes:
        """Return the mail as a mail program would send it; an answer quotes what it answers."""
        parent = self.answers
        subject = self.subject or (answering_subject(parent.subject) if parent else NO_SUBJECT)
        language = parent.address.customer.language if parent and parent.address else "en"
        written = Written(
            sender=self.sender,
            to=parent.mailbox.address if parent and parent.mailbox else reply_address() or "desk@localhost.localdomain",
            subject=subject,
            text=self.text,
            at=self.viewer.now,
        )
        return write(written, answers=parent, quote=Quote(language, self.viewer.zone) if parent else None)
