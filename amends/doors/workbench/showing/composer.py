"""The composer: what is being written, to whom, and the coach beside it."""

from typing import TYPE_CHECKING

from amends.desk.policies.wording import fill, gaps
from amends.desk.replies.addressing import asked_for, customer_address, failed_address, other_ways, others_addressed
from amends.desk.replies.values import values_of
from amends.doors.shell.moments import moment
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.showing.coaching import coach_of, reasons_in
from amends.doors.workbench.talk import Composer, ComposerTab, ReplyForm, TextBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.desk.people.models import Address
    from amends.doors.workbench.showing.file import CaseFile


def composer_of(file: "CaseFile", *, tab: ComposerTab, typed: "Mapping[str, str]", refusal: str = "") -> Composer:
    """Return the composer with what was typed, else with the viewer's draft."""
    draft, viewer = file.draft, file.viewer
    text = typed.get("text", draft.text if draft else "") if tab == "reply" else (draft.text if draft else "")
    others = ", ".join(others_addressed(file.case, file.messages))
    newest = max((message.pk for message in file.messages), default=0)
    recipients = _recipients(file)
    reply = ReplyForm(
        to=recipients,
        cc=typed.get("cc", others if "all" in typed else ", ".join(draft.cc) if draft else ""),
        others=others,
        text=text,
        seen=str(newest),
        restates="restates" in typed,
        offers="offers" in typed,
        blocks=_blocks(file),
        stranger=_stranger(file, reached={choice.value for choice in recipients}),
        returned=_returned(file, reachable=bool(recipients)),
        refusal=refusal if tab == "reply" else "",
        anyway=typed.get("anyway", ""),
        saved=moment(draft.saved_at, now=viewer.now, zone=viewer.zone) if draft else None,
    )
    name = file.case.customer.name
    return Composer(
        tab=tab,
        reply=reply,
        coach=coach_of(file, text, reasons=reasons_in(typed)),
        sends_as=viewer.agent.public_name,
        placeholder=f"Hello {name}," if any(map(str.isalpha, name)) else "Hello,",
        note_text=typed.get("text", "") if tab == "note" else "",
        call_text=typed.get("text", "") if tab == "call" else "",
        call_number=_phone(file),
    )


def _recipients(file: "CaseFile") -> tuple[Choice, ...]:
    chosen = customer_address(file.case)
    values = dict.fromkeys(
        [row.address.value for row in file.participants if row.verified and row.address.kind == "email"]
    )
    if chosen is not None:
        values = dict.fromkeys([chosen.value, *values])
    known = file.case.customer.addresses.all()
    values |= dict.fromkeys(row.value for row in known if row.kind == "email" and row.failed_at is None)
    wanted, from_the_start = asked_for(file.messages)
    first = wanted if from_the_start else chosen.value if chosen else ""
    values |= dict.fromkeys([wanted] if wanted else [])
    names = {wanted: f"{wanted} (asked for in their mail)"}
    return tuple(Choice(value, names.get(value, value), chosen=value == first) for value in values)


def _stranger(file: "CaseFile", *, reached: set[str]) -> str:
    """Warn of those who wrote into the case and are not among whom a reply reaches."""
    unverified = [row.address.value for row in file.participants if not row.verified]
    strangers = [address for address in unverified if address not in reached]
    if not strangers:
        return ""
    are = "is" if len(strangers) == 1 else "are"
    return f"{', '.join(strangers)} wrote into this case and {are} not verified; your reply does not go there."


ADD_ONE = "Add one on their card as soon as you know it."
_WAYS = {"phone": "call {}", "email": "write to {}", "chat": "write to {} by chat", "postal": "send a letter to {}"}


def _returned(file: "CaseFile", *, reachable: bool) -> str:
    """Warn of an address to which our mail comes back, and name the other ways, the quickest first."""
    known = list(file.case.customer.addresses.all())
    failed = failed_address(known)
    if failed is None or failed.failed_at is None:
        return "" if reachable else _unreachable(known)
    when = moment(failed.failed_at, now=file.viewer.now, zone=file.viewer.zone).words
    ways = [_WAYS[row.kind].format(row.value.replace("\n", ", ")) for row in other_ways(known)]
    rest = f"To reach them: {'; '.join(ways)}." if ways else f"No other way to reach them is known yet. {ADD_ONE}"
    return f"Our mail to {failed.value} came back ({when}). {rest}"


def _unreachable(known: "list[Address]") -> str:
    """Say that there is nowhere to send a reply, as with who called, and what there is instead."""
    ways = [_WAYS[row.kind].format(row.value.replace("\n", ", ")) for row in other_ways(known)]
    rest = f"To reach them: {'; '.join(ways)}." if ways else ADD_ONE
    return f"No email address of this customer is known. {rest}"


def _phone(file: "CaseFile") -> str:
    numbers = [address.value for address in file.case.customer.addresses.all() if address.kind == "phone"]
    return numbers[0] if numbers else ""


def _blocks(file: "CaseFile") -> tuple[TextBlock, ...]:
    if not file.blocks:
        return ()
    values = values_of(file.case, file.viewer.settings, agent=file.viewer.agent)
    shown = []
    for block in file.blocks:
        missing = gaps(block.body, values)
        text = block.body if missing else fill(block.body, values)
        shown.append(TextBlock(id=block.pk, name=block.name, text=text, missing=missing))
    return tuple(shown)
