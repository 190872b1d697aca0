"""The mail that a reply of ours answers: its words are quoted below ours, and its Outlook thread goes on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amends.craft.mail import bare_subject
from amends.craft.mail.composing.outgoing import Quoted
from amends.craft.mail.composing.outlook import thread_index_of
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Message
from amends.desk.policies.wording import instant, language_of

if TYPE_CHECKING:
    from amends.desk.policies.models import DeskSettings

MOST_LINES: Final = 40
MOST_QUOTED: Final = 4000
"""Characters of the customer's words that are quoted: enough to know what it was about."""

_CUT: Final = "[…]"
_WROTE: Final = {"en": "On {when}, {who} wrote:", "de": "Am {when} schrieb {who}:"}


@dataclass(frozen=True, slots=True)
class Thread:
    """What a mail of ours goes on from."""

    topic: str
    index: str = ""
    quoted: Quoted | None = None


def thread_of(message: Message, settings: "DeskSettings") -> Thread:
    """Return the conversation in which a mail of ours stands.

    Only a reply that a person wrote quotes, only a known sender, and only to those who had these words: whoever made up
    an address, or stands in copy for the first time, gets no words of others from us.
    """
    parent = _parent(message)
    topic = bare_subject(message.subject.replace(f"[{message.case.number}]", "")).strip() or message.case.number
    if parent is None:
        return Thread(topic)
    theirs = bare_subject(parent.subject).strip()
    return Thread(theirs or topic, _index_of(parent), _quoted(message, parent, settings))


def _parent(message: Message) -> Message | None:
    if not message.in_reply_to:
        return None
    named = Message.objects.filter(message_id=message.in_reply_to, direction=Message.Direction.IN)
    return named.select_related("address__customer").first()


def _index_of(parent: Message) -> str:
    try:
        return thread_index_of(bytes_of(parent.raw_digest)) if parent.raw_digest else ""
    except OSError:
        return ""


def _quoted(message: Message, parent: Message, settings: "DeskSettings") -> Quoted | None:
    by_a_person = message.kind == Message.Kind.REPLY and message.agent_id is not None
    if not by_a_person or parent.address is None or not parent.verified:
        return None
    had_it = {parent.address.value, *(value.lower() for value in (*parent.to, *parent.cc))}
    if not {value.lower() for value in (*message.to, *message.cc)} <= had_it:
        return None
    words = parent.shown.strip()
    if not words:
        return None
    language = language_of(parent.address.customer.language)
    who = parent.sender_name or parent.address.value
    intro = _WROTE[language].format(when=instant(parent.said_at, settings.zone, language), who=who)
    return Quoted(intro, _shortened(words))


def _shortened(words: str) -> str:
    lines = words[:MOST_QUOTED].split("\n")[:MOST_LINES]
    short = "\n".join(lines)
    return short if len(short) == len(words) else f"{short.rstrip()}\n{_CUT}"
