"""Which customers an agent may see; who complains is known through cases only."""

from django.db.models import QuerySet

from amends.desk.cases.models import Case
from amends.desk.people.models import Agent, Customer


def customers_visible_to(agent: Agent) -> QuerySet[Customer]:
    """Return the customers whom `agent` may see: all for a lead, else those of cases that the agent may see."""
    if agent.is_lead:
        return Customer.objects.all()
    return Customer.objects.filter(pk__in=Case.objects.visible_to(agent).values("customer"))
