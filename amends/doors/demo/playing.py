"""How the sample uses its playbook: what a case is about, offers, leave to make them, and what customers choose."""

from typing import TYPE_CHECKING

from amends.craft import money
from amends.craft.plays import packs
from amends.desk.cases.models import Message
from amends.desk.handoffs import escalating
from amends.desk.offers import agreeing, approving, choosing, offering
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.plays import actions as plays
from amends.desk.plays.telling import Told
from amends.desk.policies import playbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from amends.desk.offers.models import Option
    from amends.desk.policies.models import Version
    from amends.doors.demo.company import Choosable, Step
    from amends.doors.demo.stage import Played, Stage


def version_of(policy: str, *, now: "datetime") -> "Version":
    """Return the version of a policy that holds now."""
    return next(version for version in playbook.in_force(now=now) if version.policy.slug == policy)


def _decides(stage: "Stage", played: "Played", step: "Step") -> None:
    """Say what a case is about, and what is known of it."""
    choosing.say_what(played.case, stage.agents[step.who], slug=step.text, now=stage.now)
    _knows(stage, played, step)


def _knows(_stage: "Stage", played: "Played", step: "Step") -> None:
    if step.facts:
        choosing.tell(played.case, step.facts)


def _offers(stage: "Stage", played: "Played", step: "Step") -> None:
    """Put an offer together; the next reply or call carries it, once there is leave where it needs one."""
    terms = offering.Terms(together=step.together, ask_why=step.text)
    picks = [_pick(option, now=stage.now) for option in step.options]
    offering.draft(played.case, stage.agents[step.who], picks, terms, now=stage.now)


def _pick(option: "Choosable", *, now: "datetime") -> offering.Pick:
    version = version_of(option.policy, now=now) if option.policy else None
    clauses = {known.id: known.clause or "" for known in version.parsed.options} if version else {}
    return offering.Pick(
        title=option.title,
        remedy=option.remedy,
        amount=money.parse(option.amount) if option.amount else None,
        due_days=option.days,
        version=version,
        option_key=option.key,
        clause=clauses.get(option.key, ""),
    )


def _approves(stage: "Stage", played: "Played", step: "Step") -> None:
    asked = Approval.objects.of(played.case).filter(decided_at=None).order_by("pk").first()
    assert asked is not None, f"nobody asked for leave in {played.story.key}"
    approving.decide(asked, stage.agents[step.who], granted=True, reason=step.text, now=stage.now)


def _escalates(stage: "Stage", played: "Played", step: "Step") -> None:
    senior = stage.agents[step.to] if step.to else None
    escalating.escalate(played.case, stage.agents[step.who], step.text, senior=senior, now=stage.now)


def _records(stage: "Stage", played: "Played", step: "Step") -> None:
    """Write a step of a play down, named like "abusive warned"; with a second person who agrees to it."""
    name, _, kind = step.play.partition(" ")
    play = next(known for known in packs() if known.id == name)
    record = next(known.record for known in play.steps if known.record == kind)
    made = plays.record(played.case, play.id, record, stage.agents[step.who], Told(text=step.text), now=stage.now)
    if step.second:
        plays.confirm(made, stage.agents[step.second], now=stage.now)


def _chooses(stage: "Stage", played: "Played", step: "Step") -> None:
    """The customer chooses on their page, with their address proved."""
    _agree(stage, played, step, agreeing.Choice(Agreement.How.PORTAL, proved=True))


def _agrees(stage: "Stage", played: "Played", step: "Step") -> None:
    """An agent notes what the customer chose: in the words of the step, else in their last mail."""
    agent, backup = stage.agents[step.who], stage.agents[step.backup] if step.backup else None
    if step.text:
        choice = agreeing.Choice(Agreement.How.WORD, agent, words=step.text, backup=backup)
    else:
        theirs = Message.objects.of(played.case).filter(direction="in", verified=True).order_by("-said_at").first()
        choice = agreeing.Choice(Agreement.How.REPLY, agent, message=theirs, backup=backup)
    _agree(stage, played, step, choice)


def _agree(stage: "Stage", played: "Played", step: "Step", choice: agreeing.Choice) -> None:
    offer = Offer.objects.of(played.case).standing().order_by("-pk").first()
    assert offer is not None, f"nothing is offered in {played.story.key}"
    chosen: list[Option] = [] if offer.together else [list(offer.options.all())[step.option - 1]]
    agreement = agreeing.agree(offer, chosen, choice, now=stage.now)
    made = agreement.agreed.select_related("promise", "option")
    played.promises |= {one.option.title: one.promise for one in made if one.promise is not None}


OF_AGENTS: "dict[str, Callable[[Stage, Played, Step], None]]" = {
    "decides": _decides,
    "knows": _knows,
    "offers": _offers,
    "approves": _approves,
    "escalates": _escalates,
    "agrees": _agrees,
    "records": _records,
}

OF_CUSTOMERS: "dict[str, Callable[[Stage, Played, Step], None]]" = {"chooses": _chooses}
