"""What cases were given in money, all promises of a case and of those merged into it together."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from amends.craft.money import Money
from amends.desk.cases.models import Case
from amends.desk.owed.models import Promise

if TYPE_CHECKING:
    from collections.abc import Collection


def given_in(cases: "Collection[int]", currency: str) -> dict[int, Money]:
    """Return what each of some surviving cases was promised in a currency and not withdrawn; none is left out."""
    told = Case.objects.filter(Q(pk__in=cases) | Q(merged_into__in=cases)).values("pk")
    found = Promise.objects.filter(case__in=told, currency=currency, withdrawn_at=None, amount__isnull=False)
    found = found.annotate(survivor=Coalesce(F("case__merged_into"), F("case"))).order_by()
    sums: dict[int, Decimal] = {}
    for case, amount in found.values_list("survivor", "amount"):
        sums[case] = sums.get(case, Decimal(0)) + amount
    return {case: Money(amount.normalize() + 0, currency) for case, amount in sums.items()}
