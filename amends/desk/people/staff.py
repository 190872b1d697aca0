"""Who works here: agents are added and changed; how one leaves stands in `handoffs/leaving.py`."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.people.models import Agent, Level

_ON_CARD = ["name", "display_name", "signature", "is_lead", "level", "deputy", "sees_figures"]


@dataclass(frozen=True, slots=True)
class Card:
    """What the desk knows of an agent; customers read the display name and the signature."""

    name: str
    display_name: str = ""
    signature: str = ""
    is_lead: bool = False
    level: Level | None = None
    deputy: Agent | None = None
    sees_figures: bool = False


def agents() -> QuerySet[Agent]:
    """Return all agents, those who are there first."""
    return Agent.objects.select_related("level", "deputy").order_by("-is_active", "name", "pk")


def colleagues(agent: Agent | None = None) -> QuerySet[Agent]:
    """Return who works here, all but one: whom one may name as a deputy or call."""
    here = agents().filter(is_active=True)
    return here if agent is None else here.exclude(pk=agent.pk)


def somebody_works_here() -> bool:
    """Return whether the desk has an agent; a fresh one has none."""
    return Agent.objects.exists()


@transaction.atomic
def add_agent(email: str, card: Card, *, password: str | None = None) -> Agent:
    """Add an agent, who without a password chooses one through a link.

    Raises Malformed for an address that is none, NotAllowed where somebody has it already.
    """
    email = email.strip().lower()
    if "@" not in email:
        raise Malformed("addresses", value=email)
    if Agent.objects.filter(email=email).exists():
        raise NotAllowed("agent_there", email=email)
    agent = Agent(email=email)
    _write(agent, card)
    return Agent.objects.create_user(email, password, **{name: getattr(agent, name) for name in _ON_CARD})


@transaction.atomic
def change_agent(agent: Agent, card: Card) -> None:
    """Write an agent's card anew.

    Raises NotAllowed where the desk would be left without a lead, or the deputy doesn't work here or is the agent.
    """
    if agent.is_lead and not card.is_lead:
        refuse_last_lead(agent)
    _write(agent, card)
    agent.save(update_fields=_ON_CARD)


def refuse_all_but_leads(agent: Agent) -> None:
    """Raise NotAllowed (code "leads_only") where somebody else wants to set the desk up."""
    if not agent.is_lead:
        raise NotAllowed("leads_only")


def refuse_last_lead(agent: Agent) -> None:
    """Raise NotAllowed where nobody else could set the desk up."""
    leads = Agent.objects.select_for_update().filter(is_lead=True, is_active=True)
    if agent.is_lead and agent.is_active and not [lead for lead in leads if lead.pk != agent.pk]:
        raise NotAllowed("last_lead")


def _write(agent: Agent, card: Card) -> None:
    if not card.name.strip():
        raise Missing("name")
    if card.deputy is not None and (card.deputy.pk == agent.pk or not card.deputy.is_active):
        raise NotAllowed("deputy")
    agent.name, agent.display_name = card.name.strip()[:120], card.display_name.strip()[:120]
    agent.signature, agent.is_lead = card.signature.strip()[:2000], card.is_lead
    agent.level, agent.deputy, agent.sees_figures = card.level, card.deputy, card.sees_figures
