"""What we offer and offered in a case: drafted, held for leave, said, agreed to or turned down."""

from typing import TYPE_CHECKING

from amends.craft.money import show
from amends.desk.delivery.models import Dispatch
from amends.doors.shell.moments import moment
from amends.doors.workbench.offer_page import ApprovalShown, OfferedOption, OfferShown, OfferState
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.showing.alike import alike_of
from amends.doors.workbench.showing.offer_words import words_of_offer
from amends.doors.workbench.showing.words import shortened, thing_of

if TYPE_CHECKING:
    from amends.desk.offers.models import Approval, Offer, Option
    from amends.doors.workbench.showing.file import CaseFile

STATE_WORDS = {
    "drafted": "not sent yet",
    "leaving": "leaves with the reply",
    "made": "waits for their word",
    "agreed": "agreed",
    "declined": "turned down",
}
LAST_REPLIES = 5


def offers_of(file: "CaseFile") -> tuple[OfferShown, ...]:
    """Return the offers of a case, the newest first."""
    return tuple(_shown(offer, file) for offer in reversed(file.offers))


def open_approvals_of(offers: tuple[OfferShown, ...]) -> tuple[ApprovalShown, ...]:
    """Return what waits for leave, for the head of the page."""
    shown = (option.approval for offer in offers for option in offer.options)
    return tuple(approval for approval in shown if approval is not None and approval.state == "open")


def _shown(offer: "Offer", file: "CaseFile") -> OfferShown:
    viewer, state = file.viewer, _state(offer)
    options = tuple(_option(option, file) for option in offer.options.all())
    return OfferShown(
        id=offer.pk,
        state=state,
        state_words=STATE_WORDS[state],
        by=offer.made_by.public_name,
        at=moment(offer.drafted_at, now=viewer.now, zone=viewer.zone),
        options=options,
        together=offer.together or len(options) == 1,
        refuses=offer.refuses,
        reason=offer.reason,
        appeal=offer.appeal,
        why_different=offer.why_different,
        held=_held(options) if state == "drafted" else "",
        words=words_of_offer(offer, viewer.settings, file.case.customer.language, now=viewer.now)
        if state == "drafted"
        else "",
        replies=_replies(offer, file) if state == "made" else (),
    )


def _state(offer: "Offer") -> OfferState:
    if hasattr(offer, "agreement"):
        return "agreed"
    if offer.declined_at is not None:
        return "declined"
    if not offer.is_said:
        return "drafted"
    dispatch = getattr(offer.message, "dispatch", None)
    gone = dispatch is None or dispatch.state in {Dispatch.State.LEAVING, Dispatch.State.DELIVERED}
    return "made" if gone else "leaving"


def _option(option: "Option", file: "CaseFile") -> OfferedOption:
    asked = max(option.approvals.all(), key=lambda approval: approval.pk, default=None)
    return OfferedOption(
        id=option.pk,
        thing=option.title,
        amount=_amount(option, file),
        within=f"within {option.due_days} working day{'s' if option.due_days > 1 else ''} of their yes",
        approval=_approval(asked, option, file) if asked is not None else None,
        agreed=hasattr(option, "agreed"),
    )


def _approval(approval: "Approval", option: "Option", file: "CaseFile") -> ApprovalShown:
    me = file.viewer.agent
    return ApprovalShown(
        id=approval.pk,
        state="open" if approval.is_open else "granted" if approval.granted else "refused",
        thing=option.title,
        amount=_amount(option, file),
        asked_by=approval.asked_by.public_name,
        approver=(approval.decided_by or approval.approver).public_name,
        until=_until(approval, file) if approval.is_open else "",
        why=approval.why,
        reason=approval.reason,
        for_you=approval.is_open and approval.asked_by != me and (approval.approver == me or _outranks(approval, file)),
        got=_got(file) if approval.is_open else (),
        band=alike_of(file, option.remedy, option.money) if approval.is_open and option.money else None,
    )


def _outranks(approval: "Approval", file: "CaseFile") -> bool:
    """Whether the viewer may try to decide in the approver's place; the action weighs it."""
    me = file.viewer.agent
    return me.is_lead or me.rank >= approval.approver.rank


def _until(approval: "Approval", file: "CaseFile") -> str:
    """Return by when the approver is to decide, as it is owed."""
    asked = {event.pk for event in file.events if event.data.get("approval") == approval.pk}
    row = next((row for row in file.owed if row.kind == "approve" and row.opened_by_id in asked), None)
    return moment(row.due, now=file.viewer.now, zone=file.viewer.zone).words if row else ""


def _got(file: "CaseFile") -> tuple[str, ...]:
    """Return what the customer was promised so far in this case."""
    language = file.viewer.settings.language
    return tuple(f"{thing_of(row, language)}, {'kept' if row.kept_at else 'to come'}" for row in file.promises)


def _held(options: tuple[OfferedOption, ...]) -> str:
    """Say why the offer can't be said yet."""
    asked = [option.approval for option in options if option.approval is not None]
    for approval in asked:
        if approval.state == "refused":
            return f"{approval.approver} did not allow “{approval.thing}”: {approval.reason}"
    waiting = [approval.approver for approval in asked if approval.state == "open"]
    return f"Waits for {' and '.join(dict.fromkeys(waiting))}; promise nothing of it meanwhile." if waiting else ""


def _amount(option: "Option", file: "CaseFile") -> str:
    return show(option.money, file.viewer.settings.language) if option.money else ""


def _replies(offer: "Offer", file: "CaseFile") -> tuple[Choice, ...]:
    """Return what the customer wrote since the offer, newest first; with the address known to be theirs."""
    said = offer.message_id or 0
    theirs = [row for row in file.messages if not row.is_ours and row.verified and row.pk > said]
    return tuple(Choice(str(row.pk), shortened(row.shown, 80)) for row in reversed(theirs[-LAST_REPLIES:]))
