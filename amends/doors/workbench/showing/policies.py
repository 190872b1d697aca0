"""The policy in force beside a case: the inside text by its clauses, and what the customer may read of it."""

import re
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from amends.craft.mail import to_html
from amends.craft.policy import anchor
from amends.desk.plays.reading import is_disagreed
from amends.doors.workbench.offer_page import ClauseShown, PolicyShown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from amends.desk.policies.models import Version
    from amends.doors.workbench.showing.file import CaseFile

HEADING = re.compile(r"^(?=#{2,6}[ \t])", re.MULTILINE)


def policies_of(file: "CaseFile") -> tuple[PolicyShown, ...]:
    """Return the policies in force for what the case is about."""
    in_front = bool(file.offered) and disagrees(file)
    return tuple(_shown(offered.version, file, in_front=in_front) for offered in file.offered)


def clause_id(version: "Version", clause: str) -> str:
    """Return the place on the page where a clause stands."""
    return f"clause-{version.pk}-{clause}"


def disagrees(file: "CaseFile") -> bool:
    """Tell whether the customer goes on disagreeing: turned an offer down, or objected after it was made (C1.6)."""
    if any(offer.declined_at is not None for offer in file.offers) or is_disagreed(file.events, file.play_records):
        return True
    said = max((offer.message_id for offer in file.offers if offer.message_id is not None), default=None)
    if said is None or any(hasattr(offer, "agreement") for offer in file.offers):
        return False
    objections = {
        event.data.get("message") for event in file.events if event.kind == "message.received" and _objects(event.data)
    }
    return any(message.pk > said and message.pk in objections for message in file.messages)


def _objects(heard: "Mapping[str, object]") -> bool:
    return any(heard.get(sign) for sign in ("denies", "complaint", "angry"))


def _shown(version: "Version", file: "CaseFile", *, in_front: bool) -> PolicyShown:
    document = version.parsed
    copy = document.copy(file.case.customer.language)
    return PolicyShown(
        id=version.pk,
        title=document.title,
        version=f"version {version.number}, since {version.effective_from:%-d %B %Y}",
        clauses=tuple(_clauses(version, document.inside)),
        copy=copy.text.strip(),
        language=copy.language,
        in_front=in_front,
    )


def _clauses(version: "Version", inside: str) -> "Iterator[ClauseShown]":
    """Cut the inside text at its headings, so that each has a place to lead to; what comes before has none."""
    for part in HEADING.split(inside):
        head, _, body = part.partition("\n") if part.startswith("#") else ("", "", part)
        title = head.strip("# \t")
        # No tag that a policy writes itself comes through: see craft/mail/composing/markup.py.
        yield ClauseShown(clause_id(version, anchor(title)) if title else "", title, SafeString(to_html(body)))
