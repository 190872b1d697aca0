"""What cases were given in money, all promises of a case and of those merged into it together."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from amends.craft.money import Money
from amends.desk.cases.models import Case
from amends.desk.owed.models import Promise

if TYPE_CHECKING:
    from collections.abc import Collection


def given_in(cases: "Collection[int]", currency: str) -> dict[int, Money]:
    """Return what each of some surviving cases was promised in a currency and not withdrawn; none is left out."""
    told = Case.objects.filter(Q(pk__in=cases) | Q(merged_into__in=cases)).values("pk")
    found = Promise.objects.filter(case__in=told, currency=currency, withdrawn_at=None, amount__isnull=False)
    sums: dict[int, Decimal] = {}
    for case, survivor, amount in found.order_by().values_list("case", "case__merged_into", "amount"):
        key = survivor or case
        sums[key] = sums.get(key, Decimal(0)) + (amount or 0)
    return {case: Money(amount.normalize() + 0, currency) for case, amount in sums.items()}
