"""A mail in the form that the command line promises: the keys of `amends mail parse --json`."""

from dataclasses import asdict
from datetime import datetime

from amends.craft.mail.mail import Address, Invitation, Mail

type Json = bool | int | str | list["Json"] | dict[str, "Json"] | None


def as_json(mail: Mail, source: str) -> dict[str, Json]:
    """Give `mail` with the contract's keys, and with further ones only for what it carries besides.

    `source` tells where it was read from.
    """
    return {
        "source": source,
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to,
        "references": list(mail.references),
        "from": _address(mail.sender),
        "reply_to": [_address(who) for who in mail.reply_to],
        "to": [_address(who) for who in mail.to],
        "cc": [_address(who) for who in mail.cc],
        "subject": mail.subject,
        "date": _moment(mail.date),
        "text": mail.text,
        "reply": mail.reply,
        "quoted": mail.quoted,
        "signature": mail.signature,
        "html": mail.html,
        "attachments": [asdict(one) for one in mail.attachments],
        "kind": mail.kind,
        "automatic": mail.automatic,
        "bounce": asdict(mail.bounce) if mail.bounce else None,
        "language": mail.language,
        "problems": list(mail.problems),
        **_besides(mail),
    }


def _besides(mail: Mail) -> dict[str, Json]:
    """Give what few mails have: none of these keys stands in a mail without such a thing."""
    found: dict[str, Json] = {
        "invitation": _invitation(mail.invitation) if mail.invitation else None,
        "cards": [_listed(asdict(card)) for card in mail.cards],
        "voice": asdict(mail.voice) if mail.voice else None,
        "seal": asdict(mail.seal) if mail.seal else None,
    }
    return {key: value for key, value in found.items() if value}


def _invitation(invitation: Invitation) -> dict[str, Json]:
    organiser = invitation.organiser
    return asdict(invitation) | {
        "begins": _moment(invitation.begins),
        "ends": _moment(invitation.ends),
        "organiser": _address(organiser) if organiser else None,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _listed(card: dict[str, str | tuple[str, ...]]) -> dict[str, Json]:
    return {key: value if isinstance(value, str) else list(value) for key, value in card.items()}


def _address(who: Address) -> dict[str, Json]:
    return {"name": who.name, "address": who.address}
