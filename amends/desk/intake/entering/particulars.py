"""What a mail carries besides words and files, in the form that is kept with its message."""

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amends.craft.mail import Mail
    from amends.craft.mail.mail import Invitation, Verdict
    from amends.desk.channels.models import Mailbox

NAMELESS = "-"
"""The trusted host that says: our server writes Authentication-Results without a name, as Exchange does."""
FAILED = frozenset({"fail", "softfail", "permerror"})
"""Results of SPF, DKIM and DMARC that people want to know of."""


def particulars(mail: "Mail", *, trusted_host: str = "") -> dict[str, object] | None:
    """Return what the mail carries, the failed checks of its sender, and whether a machine passed it on; None for none.

    Checks count only as written by `trusted_host`, our own receiving server: anybody can write such a header.
    """
    failed = [
        {"method": verdict.method, "result": verdict.result, "domain": verdict.domain}
        for verdict in _failed(mail, trusted_host)
    ]
    found: dict[str, object] = {
        "invitation": _invitation(mail.invitation) if mail.invitation else None,
        "cards": [asdict(card) for card in mail.cards],
        "voice": asdict(mail.voice) if mail.voice else None,
        "seal": asdict(mail.seal) if mail.seal else None,
        "html": bool(mail.html),
        "failed": failed,
        "passed_on": mail.passed_on and mail.automatic,
        "answer_to": _answer_to(mail) if not failed else "",
    }
    return {name: value for name, value in found.items() if value} or None


def _answer_to(mail: "Mail") -> str:
    """Return where whoever wrote it wants to be answered, where that is one address and not the one it came from."""
    wanted = [entry.address.lower() for entry in mail.reply_to]
    return wanted[0] if len(wanted) == 1 and wanted[0] != mail.sender.address.lower() else ""


def failed_checks(mail: "Mail", mailbox: "Mailbox | None") -> "tuple[Verdict, ...]":
    """Return the checks of the sender that failed, as written by the server that the mailbox trusts."""
    return tuple(_failed(mail, mailbox.trusted_host if mailbox else ""))


def is_doubted(mail: "Mail", mailbox: "Mailbox | None") -> bool:
    """Whether our own server found that a mail isn't from whom it names.

    DMARC failed, or some check did and none that passed is of the sender's domain: mail that is sent on fails SPF.
    """
    failed = failed_checks(mail, mailbox)
    if not failed or mailbox is None:
        return False
    if any(verdict.method == "dmarc" and verdict.result == "fail" for verdict in failed):
        return True
    house = mail.sender.address.lower().rpartition("@")[2]
    passed = (
        verdict for verdict in mail.verdicts if verdict.result == "pass" and _is_of(mailbox.trusted_host, verdict)
    )
    return not any(_same_house(verdict.domain, house) for verdict in passed)


def _same_house(one: str, other: str) -> bool:
    return bool(one and other) and (f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}"))


def _failed(mail: "Mail", trusted_host: str) -> "Iterator[Verdict]":
    for verdict in mail.verdicts:
        if trusted_host and verdict.result in FAILED and _is_of(trusted_host, verdict):
            yield verdict


def _is_of(trusted_host: str, verdict: "Verdict") -> bool:
    """Whether our own server wrote this; one that names none is known by writing above whatever came with the mail."""
    if trusted_host == NAMELESS:
        return not verdict.host and verdict.header == 0
    return verdict.host.lower() == trusted_host.lower()


def _invitation(invitation: "Invitation") -> dict[str, object]:
    kept = asdict(invitation)
    for name in ("begins", "ends"):
        moment = getattr(invitation, name)
        kept[name] = moment.isoformat() if moment else None
    return kept
