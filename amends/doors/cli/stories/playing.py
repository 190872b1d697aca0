"""Plays the steps of a story through the same actions as the doors."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amends.craft import money
from amends.craft.refusal import Missing, Refused
from amends.desk.cases.models import Case, Message
from amends.desk.delivery.bounces import bounced
from amends.desk.followups import actions as followups
from amends.desk.handoffs import actions as handoffs
from amends.desk.handoffs.models import Handoff
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.entering import saying
from amends.desk.offers import actions as offers
from amends.desk.owed.models import Obligation, Promise
from amends.desk.people.models import Address, Agent
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said
from amends.doors.cli.stories import playbook
from amends.doors.cli.stories.desk import StoryDesk
from amends.doors.cli.stories.expecting import differences
from amends.doors.cli.stories.mails import mail_of
from amends.doors.cli.stories.script import span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from amends.doors.cli.stories.script import Script, Step


@dataclass(frozen=True, slots=True)
class Difference:
    """What a step expected and what there was instead."""

    step: int
    expected: str
    got: str


def play(script: "Script") -> list[Difference]:
    """Play all steps on the (fresh) database that is connected; return what was not as expected."""
    desk = StoryDesk.open(script)
    playbook.set_limits(desk)
    found: list[Difference] = []
    for step in script.steps:
        if not step.keys.get("undoes"):
            desk.let_leave()
        found += _play_step(desk, step)
    return found


def _play_step(desk: StoryDesk, step: "Step") -> list[Difference]:
    if step.actor == "expect":
        return [Difference(step.number, want, got) for want, got in differences(desk, step.who)]
    refused = bool(step.keys.get("refused"))
    try:
        _ACTORS[step.actor](desk, step)
    except Refused as refusal:
        desk.work()
        return [] if refused else [Difference(step.number, "done", f"refused: {refusal}")]
    desk.work()
    return [Difference(step.number, "refused", "done")] if refused else []


def _customer(desk: StoryDesk, step: "Step") -> None:
    who, keys = str(step.who), step.keys
    if "into" not in keys:
        desk.last_customer = who
    if "writes" in keys or keys.get("again"):
        _customer_writes(desk, who, keys)
        return
    case = _case(desk, who)
    if "chooses" in keys:
        playbook.chooses(desk, case, keys)
    elif keys.get("confirms"):
        offers.confirm(case, now=desk.now)
    elif "corrects" in keys:
        saying.correct(case, _address(who), str(keys["corrects"]), channel="web", now=desk.now)
    elif keys.get("solved"):
        saying.solved(case, now=desk.now)
    elif "not_solved" in keys:
        saying.not_solved(case, _address(who), str(keys["not_solved"]), channel="web", now=desk.now)


def _customer_writes(desk: StoryDesk, who: str, keys: "Mapping[str, Any]") -> None:
    at = desk.script.instant(keys["at"]) if "at" in keys else desk.now
    channel = str(keys.get("channel", "email"))
    if channel == "email" or keys.get("again"):
        if not keys.get("again"):
            desk.last_raw = mail_of(desk, who, keys, at=at)
        # What had reached the server before the story's desk was connected is history.
        source = Source(arrived_at=at, live=at >= desk.script.start, mailbox=desk.mailbox)
        receive(desk.last_raw, source, now=desk.now)
    else:
        case = None if "subject" in keys else desk.newest_case(str(keys.get("into", who)))
        if case is None:
            caller = saying.Caller("email", who)
            by_hand = saying.ByHand(subject=str(keys.get("subject", "")), channel=channel, happened_at=at)
            saying.open_by_hand(caller, str(keys["writes"]), by_hand, now=desk.now)
        else:
            address = Address.of("email", who, name="", language="en", now=at)
            own = address.customer_id == case.customer_id
            saying.say(case, address, str(keys["writes"]), channel=channel, now=at, verified=own)


def _agent(desk: StoryDesk, step: "Step") -> None:
    agent, keys = desk.agent(str(step.who)), step.keys
    case = _case(desk, str(keys.get("of", desk.last_customer)))
    for verb, act in _VERBS.items():
        if verb in keys:
            act(desk, case, agent, keys)
            return
    raise Missing("verb", step=step.number)


def _replies(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    replies.send(case, agent, str(keys["replies"]), said=_said(keys), now=desk.now)


def _calls(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    reached = bool(keys.get("reached", True))
    replies.call(case, agent, str(keys["calls"]), reached=reached, said=_said(keys), now=desk.now)


def _said(keys: "Mapping[str, Any]") -> Said:
    return Said(
        answers=keys.get("answers", "all"),
        restates=bool(keys.get("restates")),
        offers=bool(keys.get("offers")),
        fixes=bool(keys.get("fixes")),
    )


def _promises(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    amount = money.parse(str(keys["amount"])) if "amount" in keys else None
    offers.promise(
        case,
        agent,
        offers.Thing(str(keys["promises"]), amount=amount),
        due=desk.script.instant(keys["due"]),
        owner=desk.agent(str(keys["owner"])) if "owner" in keys else None,
        backup=desk.agent(str(keys["backup"])) if "backup" in keys else None,
        now=desk.now,
    )


def _kept(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    on = desk.script.instant(keys["on"]) if "on" in keys else None
    part = money.parse(str(keys["part"])) if "part" in keys else None
    offers.keep(_promise(case, keys.get("promise")), agent, str(keys["kept"]), on=on, amount=part, now=desk.now)


def _moves(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    due = desk.script.instant(keys["due"])
    offers.move(_promise(case, keys["moves"]), agent, due, str(keys.get("why", "it takes longer")), now=desk.now)


def _asks(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    due = desk.script.instant(keys["due"]) if "due" in keys else None
    offers.ask_customer(case, agent, str(keys["asks_customer"]), due=due, now=desk.now)


def _hands_over(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    taker, introduces = desk.agent(str(keys["hands_over"])), bool(keys.get("introduces"))
    handoffs.offer(case, agent, taker, str(keys.get("briefing", "")), introduces=introduces, now=desk.now)


def _accepts(desk: StoryDesk, case: Case, agent: Agent, _keys: "Mapping[str, Any]") -> None:
    handoffs.accept(_handoff(case), agent, now=desk.now)


def _declines(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    handoffs.decline(_handoff(case), agent, str(keys["declines"]), now=desk.now)


def _handoff(case: Case) -> Handoff:
    made = Handoff.objects.filter(case=case).order_by("-pk").first()
    if made is None:
        raise Missing("handoff")
    return made


def _waives(desk: StoryDesk, case: Case, agent: Agent, keys: "Mapping[str, Any]") -> None:
    rows = Obligation.objects.open().filter(case=case, kind=str(keys["waives"])).order_by("due")
    row = rows.first()
    if row is None:
        raise Missing("obligation")
    followups.waive(row, agent, str(keys.get("why", "")), now=desk.now)


def _undoes(desk: StoryDesk, case: Case, agent: Agent, _keys: "Mapping[str, Any]") -> None:
    message = case.messages.filter(agent=agent, kind=Message.Kind.REPLY).order_by("-pk").first()
    if message is None:
        raise Missing("reply")
    replies.recall(message, agent, now=desk.now)


def _clock(desk: StoryDesk, step: "Step") -> None:
    by = span(str(step.who))
    target: datetime = desk.now + by if by is not None else desk.script.instant(step.who)
    desk.move_to(target)


def _server(desk: StoryDesk, _step: "Step") -> None:
    mails = desk.mails_to(desk.last_customer)
    if not mails:
        raise Missing("mail")
    bounced(mails[-1].message_id, reason="5.1.1", permanent=True, at=desk.now)


def _case(desk: StoryDesk, who: str) -> Case:
    case = desk.newest_case(who)
    if case is None:
        raise Missing("case", customer=who)
    return case


def _address(who: str) -> Address:
    return Address.objects.get(kind="email", value=who.lower())


def _promise(case: Case, what: Any) -> Promise:
    rows = Promise.objects.filter(case=case).order_by("-pk")
    if what is not None:
        rows = rows.filter(what=str(what))
    row = rows.filter(kept_at=None, withdrawn_at=None).first() or rows.first()
    if row is None:
        raise Missing("promise")
    return row


_VERBS: "Mapping[str, Callable[[StoryDesk, Case, Agent, Mapping[str, Any]], object]]" = {
    "takes": lambda desk, case, agent, _keys: handoffs.take(case, agent, now=desk.now),
    "replies": _replies,
    "calls": _calls,
    "notes": lambda desk, case, agent, keys: replies.note(case, agent, str(keys["notes"]), now=desk.now),
    "promises": _promises,
    "kept": _kept,
    "moves": _moves,
    "asks_customer": _asks,
    "hands_over": _hands_over,
    "accepts": _accepts,
    "declines": _declines,
    "closes": lambda desk, case, agent, keys: followups.close(case, str(keys["closes"]), agent=agent, now=desk.now),
    "waives": _waives,
    "undoes": _undoes,
    "options": playbook.offers_options,
    "approves": playbook.approves,
    "agreed": playbook.agrees,
    "escalates": playbook.escalates,
    "records": playbook.records,
    "away": playbook.is_away,
    "passes_on": lambda desk, case, agent, keys: offers.pass_on(_promise(case, keys["passes_on"]), agent, now=desk.now),
}
_ACTORS = {"customer": _customer, "agent": _agent, "clock": _clock, "server": _server}
