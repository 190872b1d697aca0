"""What customers, strangers and mail servers do in the sample, through the doors' own actions."""

from email.utils import parseaddr
from typing import TYPE_CHECKING

from amends.craft.mail import Enclosure
from amends.desk.delivery.bounces import bounced
from amends.desk.intake.actions import Received, Source, receive
from amends.desk.intake.entering import saying
from amends.desk.offers import actions as offers
from amends.desk.offers import choosing
from amends.desk.people.actions import Changes, change_customer
from amends.doors.demo import playing
from amends.doors.demo.company import enclosed
from amends.doors.demo.mails import Quote, Written, answering_subject, write, write_laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from amends.doors.demo.company import Step
    from amends.doors.demo.stage import Played, Stage

TYPES = {"jpg": "image/jpeg", "wav": "audio/wav", "ics": "text/calendar", "vcf": "text/vcard"}
"""Types of the files that customers enclose, by how their names end."""
CHANNELS = {"calls": "phone", "voicemail": "voicemail", "letter": "letter", "page": "web"}


def _writes(stage: "Stage", played: "Played", step: "Step") -> None:
    """A mail: the first of a case, or an answer to our last one there."""
    parent = played.last_of_ours() if played.row is not None else None
    language = played.language if played.row is not None else "en"
    subject = step.subject or answering_subject(parent.subject if parent else played.case.subject)
    away = step.does == "is_away"
    at = stage.weeks.at(step.at)  # history arrived long before it is taken in
    written = Written(
        sender=step.sender or played.story.customer,
        to=stage.mailbox.address,
        subject=f"Out of office: {subject}" if away else subject,
        text=step.text,
        at=at,
        html=step.html,
        headers=step.headers,
        files=[_enclosure(stage, name) for name in step.files],
        away=away,
    )
    quote = Quote(language, stage.weeks.zone) if step.quotes else None
    if step.html or step.headers:
        raw = write_laid_out(written, answers=parent)
    else:
        raw = write(written, answers=parent, quote=quote)
    source = Source(arrived_at=at, live=at >= stage.connected, mailbox=stage.mailbox, name="sample")
    _came_in(stage, played, receive(raw, source, now=stage.now))


def _enclosure(stage: "Stage", name: str) -> Enclosure:
    """Return a file of the sample; dates in an invitation are those of the week in which the desk opens."""
    data, kind = enclosed(name), TYPES[name.rpartition(".")[2]]
    return Enclosure(name, kind, stage.weeks.stamp(data.decode()).encode() if kind.startswith("text/") else data)


def _came_in(stage: "Stage", played: "Played", received: Received) -> None:
    assert received.case is not None, f"a mail of {played.story.key} came to no case: {received.pile}"
    if received.opened or played.row is None:
        played.row = stage.case_numbered(received.case)
        _fill_card(played)


def _says(stage: "Stage", played: "Played", step: "Step") -> None:
    """Words by phone, voice message, letter or on their page."""
    channel = CHANNELS[step.does]
    if played.row is not None:
        saying.say(played.case, played.address(), step.text, channel=channel, now=stage.now)
        return
    name, email = parseaddr(played.story.customer) if "@" in played.story.customer else (played.story.customer, "")
    kind, value = ("email", email) if email else ("phone", played.story.phone)
    by_hand = saying.ByHand(subject=step.subject, channel=channel, happened_at=stage.now)
    played.row = saying.open_by_hand(
        saying.Caller(kind, value, name=name),
        step.text,
        by_hand,
        now=stage.now,
        agent=stage.agents[step.taken_by] if step.taken_by else None,
    )
    _fill_card(played)


def _fill_card(played: "Played") -> None:
    """Write down what is known of the customer besides their mail."""
    story, customer = played.story, played.case.customer
    if story.own:
        choosing.tell(played.case, {f"own.{name}": value for name, value in story.own.items()})
    if not (story.phone or story.salutation or story.notes):
        return
    change_customer(
        customer,
        Changes(
            name=customer.name,
            salutation=story.salutation or customer.salutation,
            language=customer.language,
            notes=story.notes or customer.notes,
            addresses=(("phone", story.phone),) if story.phone else (),
        ),
    )


def _confirms(stage: "Stage", played: "Played", _step: "Step") -> None:
    offers.confirm(played.case, now=stage.now)


def _corrects(stage: "Stage", played: "Played", step: "Step") -> None:
    saying.correct(played.case, played.address(), step.text, channel="web", now=stage.now)


def _solved(stage: "Stage", played: "Played", _step: "Step") -> None:
    saying.solved(played.case, now=stage.now)


def _bounces(stage: "Stage", played: "Played", step: "Step") -> None:
    ours = played.last_of_ours()
    assert ours is not None, f"there is no mail to bounce in {played.story.key}"
    bounced(ours.message_id, reason=step.text, permanent=True, at=stage.now)


VERBS: "dict[str, Callable[[Stage, Played, Step], None]]" = {
    "writes": _writes,
    "is_away": _writes,
    **dict.fromkeys(CHANNELS, _says),
    "confirms": _confirms,
    "corrects": _corrects,
    "solved": _solved,
    "bounces": _bounces,
    **playing.OF_CUSTOMERS,
}
