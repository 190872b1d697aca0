"""Plays the company's earlier complaints, short ones by phone: what cases alike got, for precedents and fairness."""

from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from amends.craft import money
from amends.craft.text import language
from amends.desk.followups import actions as followups
from amends.desk.intake.entering import saying
from amends.desk.offers import choosing
from amends.desk.offers.actions import Thing, keep, promise
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said
from amends.doors.demo.playing import version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from amends.desk.cases.models import Case
    from amends.desk.owed.models import Promise
    from amends.desk.people.models import Agent
    from amends.doors.demo.company import Earlier
    from amends.doors.demo.stage import Stage

TALK = timedelta(minutes=12)
GRACE = timedelta(days=2)
DAY = timedelta(days=1)
SAID = Said(answers="all", restates=True, offers=True, apologises=True)
ASKED = "Asked whether all is well: no time to talk, will call if it is not."
EVIDENCE = {True: "booked by accounts", False: "handed over, signed"}
"""What proves that money, and that things, have arrived."""


@dataclass(slots=True)
class _Told:
    """One of them as far as it has come."""

    one: "Earlier"
    agent: "Agent"
    case: "Case | None" = None
    promise: "Promise | None" = None


def play(stage: "Stage", earlier: "Sequence[Earlier]") -> None:
    """Play them side by side, all that happened in its order; none of it waits, so the clock need not walk."""
    acts: list[tuple[datetime, Callable[..., None], _Told]] = []
    for one in earlier:
        at, told = stage.weeks.at(one.at), _Told(one, stage.agents[one.by])
        kept = at + one.kept_after * DAY
        acts += [(at, _calls, told), (at + TALK, _promised, told), (kept, _kept, told), (kept + GRACE, _ended, told)]
    for at, act, told in sorted(acts, key=lambda entry: entry[0]):
        act(told, now=at)


def _calls(told: _Told, *, now: "datetime") -> None:
    """The customer calls, and whoever takes the call writes down what it is about."""
    one = told.one
    name, email = parseaddr(one.customer)
    caller = saying.Caller("email", email, name=name, language=language(one.says))
    by_hand = saying.ByHand(channel="phone", kind="complaint", happened_at=now)
    told.case = saying.open_by_hand(caller, one.says, by_hand, now=now, agent=told.agent)
    choosing.say_what(told.case, told.agent, slug=one.about, now=now)
    own = {"own.region": one.region, "own.customer-kind": one.kind}
    choosing.tell(told.case, {"order_value": one.value, **own})


def _promised(told: _Told, *, now: "datetime") -> None:
    """Something of the policy is promised, in the same call."""
    assert told.case is not None
    option = next(known for known in version_of(told.one.about, now=now).parsed.options if known.id == told.one.gets)
    title = option.title_in(told.case.customer.language)
    amount = money.parse(told.one.amount) if told.one.amount else None
    due = now + (told.one.kept_after + 1) * DAY
    replies.call(told.case, told.agent, told.one.ours, reached=True, said=SAID, now=now)
    thing = Thing(title, amount=amount, remedy=option.remedy)
    told.promise = promise(told.case, told.agent, thing, due=due, now=now)


def _kept(told: _Told, *, now: "datetime") -> None:
    assert told.promise is not None
    keep(told.promise, told.agent, EVIDENCE[told.promise.amount is not None], now=now)


def _ended(told: _Told, *, now: "datetime") -> None:
    """The customer says that it is solved, or has no word to say when asked."""
    assert told.case is not None
    if told.one.outcome == "solved":
        saying.solved(told.case, now=now)
        return
    replies.call(told.case, told.agent, ASKED, reached=True, said=Said(answers="none"), now=now)
    followups.close(told.case, told.one.outcome, agent=told.agent, now=now)
