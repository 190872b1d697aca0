"""Which customers an agent may see; who complains is known through cases only."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from amends.desk.cases.models import Case
from amends.desk.people.models import Address, Agent, Customer


def customers_visible_to(agent: Agent) -> QuerySet[Customer]:
    """Return the customers whom `agent` may see: all for a lead, else those of cases that the agent may see."""
    if agent.is_lead:
        return Customer.objects.all()
    return Customer.objects.filter(Exists(Case.objects.visible_to(agent).filter(customer=OuterRef("pk"))))


def customers_called(words: str, agent: Agent) -> QuerySet[Customer]:
    """Return the customers whom `agent` may see with `words` in their name, or with an address that begins so."""
    at = Address.objects.filter(value__istartswith=words).values("customer")
    return customers_visible_to(agent).filter(Q(name__icontains=words) | Q(pk__in=at))
