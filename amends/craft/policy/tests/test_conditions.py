"""Conditions hold, fail, or wait for a fact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.policy import Facts, Own, Row, When, judge
from amends.craft.policy.tests.makers import rows

FACTS = Facts(
    currency="EUR",
    order_value=Money(Decimal(50), "EUR"),
    days_late=3,
    first_time=True,
    channel="Phone",
    product="Kettle XL, blue",
    own=(Own("region", "north"),),
)
FIFTY = (Money(Decimal(50), "EUR"), Money(Decimal(60), "USD"))
THREE = (Decimal(3),)


@pytest.mark.parametrize(
    ("row", "truth"),
    [
        (Row("order_value", "is", FIFTY), "holds"),
        (Row("order_value", "less_than", FIFTY), "fails"),
        (Row("order_value", "at_most", FIFTY), "holds"),
        (Row("days_late", "is", THREE), "holds"),
        (Row("days_late", "is_not", THREE), "fails"),
        (Row("days_late", "at_least", THREE), "holds"),
        (Row("days_late", "more_than", THREE), "fails"),
        (Row("days_late", "one_of", (Decimal(1), Decimal(3))), "holds"),
        (Row("first_time", "is", True), "holds"),
        (Row("first_time", "is_not", True), "fails"),
        (Row("first_time", "is", False), "fails"),
        (Row("channel", "is", ("phone",)), "holds"),
        (Row("channel", "one_of", ("email", "chat")), "fails"),
        (Row("product", "contains", ("kettle",)), "holds"),
        (Row("product", "contains", ("toaster",)), "fails"),
        (Row("own.region", "is", ("North",)), "holds"),
        (Row("own.size", "is", ("large",)), "unknown"),
        (Row("own.size", "unknown"), "holds"),
        (Row("channel", "known"), "holds"),
        (Row("country", "known"), "fails"),
        (Row("tenure_days", "is_not", THREE), "unknown"),
    ],
)
def test_a_row(row, truth):
    assert judge(When((row,)), FACTS).truth == truth
    assert judge(When(any=(row,)), FACTS).truth == truth


YES, NO, WHO_KNOWS = Row("days_late", "is", THREE), Row("days_late", "less_than", THREE), Row("country", "is", ("de",))


@pytest.mark.parametrize(
    ("every", "some", "truth"),
    [
        ((), (), "holds"),
        ((YES, WHO_KNOWS), (), "unknown"),
        ((NO, WHO_KNOWS), (), "fails"),
        ((), (YES, WHO_KNOWS), "holds"),
        ((), (NO, WHO_KNOWS), "unknown"),
        ((), (NO, NO), "fails"),
        ((YES,), (NO,), "fails"),
        ((WHO_KNOWS,), (YES,), "unknown"),
        ((WHO_KNOWS,), (NO,), "fails"),
    ],
)
def test_rows_together(every, some, truth):
    judgement = judge(When(every, some), FACTS)

    assert judgement.truth == truth
    assert (judgement.unknown == ("country",)) == (truth == "unknown")


@given(st.lists(rows(), max_size=4), st.lists(rows(), max_size=4))
def test_nothing_holds_by_not_being_known(every, some):
    judgement = judge(When(tuple(every), tuple(some)), Facts(currency="EUR"))

    compared = [row for row in every if row.operator not in {"known", "unknown"}]
    assert not (compared and judgement.truth == "holds")
