"""Why something was waived, a question left open, or a reply sent that was held: what leads read and count."""

from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from amends.desk.advice.models import Override
from amends.desk.cases.models import Case
from amends.desk.owed.models import Waiver
from amends.desk.replies.models import Excuse

if TYPE_CHECKING:
    from amends.desk.people.models import Agent


def waived(agent: "Agent") -> QuerySet[Waiver]:
    """Return what was waived in cases that `agent` may see, newest first."""
    seen = Waiver.objects.filter(obligation__case__in=Case.objects.visible_to(agent).values("pk"))
    return seen.select_related("agent", "obligation__case__customer").order_by("-waived_at", "-pk")


def waived_by_kind(agent: "Agent") -> tuple[tuple[str, int], ...]:
    """Return how often each kind of obligation was waived, the most frequent first."""
    counted = waived(agent).order_by().values_list("obligation__kind").annotate(times=Count("pk"))
    return tuple(counted.order_by("-times", "obligation__kind"))


def left_open(agent: "Agent") -> QuerySet[Excuse]:
    """Return the questions that replies left open on purpose, newest first."""
    seen = Excuse.objects.filter(message__case__in=Case.objects.visible_to(agent).values("pk"))
    return seen.select_related("message__agent", "message__case__customer").order_by("-message__said_at", "-pk")


def sent_anyway(agent: "Agent") -> QuerySet[Override]:
    """Return what was held and went all the same, newest first."""
    seen = Override.objects.filter(message__case__in=Case.objects.visible_to(agent).values("pk"))
    return seen.select_related("message__agent", "message__case__customer").order_by("-message__said_at", "-pk")
