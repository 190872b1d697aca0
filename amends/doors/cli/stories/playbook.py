"""The steps of a story that play the playbook: offers within authority, leave to go beyond, agreement, escalation."""

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from amends.craft import money
from amends.craft.plays import packs
from amends.craft.refusal import Missing
from amends.desk.handoffs import escalating, leaving
from amends.desk.offers import agreeing, approving, offering
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.people.models import Agent, Level
from amends.desk.plays import actions as plays
from amends.desk.plays import telling
from amends.desk.policies.models import Authority

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.desk.cases.models import Case
    from amends.doors.cli.stories.desk import StoryDesk


def set_limits(desk: "StoryDesk") -> None:
    """Write down the levels and limits that a story's head names."""
    for name, level in desk.script.levels.items():
        agent = desk.agent(name)
        agent.level = Level.objects.get(name=level)
        agent.save(update_fields=["level"])
    for row in desk.script.limits:
        per_case = money.parse(str(row["per_case"])) if "per_case" in row else None
        per_customer = money.parse(str(row["per_customer"])) if "per_customer" in row else None
        amount = per_case or per_customer
        Authority.objects.create(
            level=Level.objects.get(name=row["level"]) if "level" in row else None,
            remedy=row.get("remedy", "any"),
            currency=amount.currency if amount else "",
            per_case=per_case.amount if per_case else None,
            per_customer=per_customer.amount if per_customer else None,
            period_days=row.get("period_days"),
        )


def offers_options(desk: "StoryDesk", case: "Case", agent: Agent, keys: "Mapping[str, Any]") -> None:
    """Draft an offer; the next reply or call carries it."""
    picks = [
        offering.Pick(
            title=str(row["title"]),
            remedy=str(row.get("remedy", "goodwill" if "amount" in row else "apology")),
            amount=money.parse(str(row["amount"])) if "amount" in row else None,
            due_days=int(row.get("days", 3)),
        )
        for row in keys["options"]
    ]
    terms = offering.Terms(
        together=bool(keys.get("together")),
        refuses="because" in keys,
        reason=str(keys.get("because", "")),
        appeal=str(keys.get("appeal", "")),
        ask_why=str(keys.get("why", "")),
    )
    offering.draft(case, agent, picks, terms, now=desk.now)


def approves(desk: "StoryDesk", case: "Case", agent: Agent, keys: "Mapping[str, Any]") -> None:
    """Decide on what somebody asked leave for: `approves = true`, or false with a `why`."""
    asked = Approval.objects.filter(case=case, decided_at=None).order_by("pk").first()
    if asked is None:
        raise Missing("approval")
    approving.decide(asked, agent, granted=bool(keys["approves"]), reason=str(keys.get("why", "")), now=desk.now)


def agrees(desk: "StoryDesk", case: "Case", agent: Agent, keys: "Mapping[str, Any]") -> None:
    """Note what the customer said they choose."""
    words = agreeing.Choice(Agreement.How.WORD, agent=agent, words=str(keys["agreed"]))
    _agree(desk, case, keys, words)


def chooses(desk: "StoryDesk", case: "Case", keys: "Mapping[str, Any]") -> None:
    """Let the customer choose on their page, with the address proved unless `proved = false`."""
    _agree(desk, case, keys, agreeing.Choice(Agreement.How.PORTAL, proved=bool(keys.get("proved", True))))


def escalates(desk: "StoryDesk", case: "Case", agent: Agent, keys: "Mapping[str, Any]") -> None:
    """Call for somebody senior."""
    senior = desk.agent(str(keys["senior"])) if "senior" in keys else None
    escalating.escalate(case, agent, str(keys["escalates"]), senior=senior, now=desk.now)


def records(desk: "StoryDesk", case: "Case", agent: Agent, keys: "Mapping[str, Any]") -> None:
    """Write down a step of a play; with `second` a colleague confirms it, from their own session as it were."""
    play = next((one for one in packs() if one.id == keys.get("play")), None)
    step = next((one for one in play.steps if one.record == keys["records"]), None) if play else None
    if play is None or step is None:
        raise Missing("record")
    due = desk.script.instant(keys["due"]).astimezone(ZoneInfo(desk.script.zone)) if "due" in keys else None
    told = telling.Told(
        text=str(keys.get("why", "")),
        amount=money.parse(str(keys["amount"])) if "amount" in keys else None,
        day=due.date() if due else None,
        clock=due.time() if due else None,
        person=desk.agent(str(keys["senior"])) if "senior" in keys else None,
        threat=bool(keys.get("threat")),
    )
    with transaction.atomic():  # a step that is refused as a whole leaves nothing behind
        made = plays.record(case, play.id, step.record, agent, told, now=desk.now)
        if "second" in keys:
            plays.confirm(made, desk.agent(str(keys["second"])), now=desk.now)


def is_away(desk: "StoryDesk", _case: "Case", agent: Agent, keys: "Mapping[str, Any]") -> None:
    """Be away until a time, with a deputy perhaps."""
    deputy = desk.agent(str(keys["deputy"])) if "deputy" in keys else None
    leaving.be_away(agent, desk.script.instant(keys["away"]), deputy=deputy, now=desk.now)


def _agree(desk: "StoryDesk", case: "Case", keys: "Mapping[str, Any]", choice: agreeing.Choice) -> None:
    offer = Offer.objects.standing().filter(case=case).order_by("-pk").first()
    if offer is None:
        raise Missing("offer")
    options = list(offer.options.all())
    number = int(keys.get("chooses", 1))
    if not 0 < number <= len(options):
        raise Missing("option")
    agreeing.agree(offer, [options[number - 1]], choice, now=desk.now)
