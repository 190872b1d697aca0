"""A mail in the form that the command line promises: the keys of `amends mail parse --json`."""

from dataclasses import asdict

from amends.craft.mail.mail import Address, Mail

type Json = bool | int | str | list["Json"] | dict[str, "Json"] | None


def as_json(mail: Mail, source: str) -> dict[str, Json]:
    """Give `mail` with the contract's keys and no others; `source` tells where it was read from."""
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
        "date": mail.date.strftime("%Y-%m-%dT%H:%M:%SZ") if mail.date else None,
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
    }


def _address(who: Address) -> dict[str, Json]:
    return {"name": who.name, "address": who.address}
