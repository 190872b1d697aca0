"""A gap is a situation that no policy serves, or that none will serve soon."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.desk.policies.editing import dated
from amends.desk.policies.gaps import gaps, last_day
from amends.desk.policies.models import Policy
from amends.desk.policies.playbook import name_situation, publish, retire, starters, take_in
from amends.desk.policies.recognising import policy_for, rank, recognise, recognise_each

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = date(2026, 3, 2)
LATE = starters()["late-delivery.md"]

days = st.dates(date(2026, 1, 1), date(2026, 6, 30))


@given(st.lists(st.tuples(days, st.none() | days), max_size=6), days)
def test_the_last_day_is_found_by_walking_day_by_day(spans, day):
    spans = [(begins, ends) for begins, ends in spans if ends is None or ends >= begins]
    walked = day
    while any(begins <= walked and (ends is None or walked <= ends) for begins, ends in spans):
        walked += timedelta(days=1)
        if walked > date(2026, 7, 1):
            break
    expected = None if walked > date(2026, 7, 1) else walked - timedelta(days=1)

    assert last_day(spans, day) == expected


@pytest.mark.django_db
def test_a_situation_that_was_only_named_is_a_gap():
    take_in({"late-delivery.md": LATE}, None, now=NOW)
    name_situation("Rude driver")

    (gap,) = gaps(now=NOW)

    assert (gap.situation.slug, gap.ends_on, gap.policy) == ("rude-driver", None, "")


@pytest.mark.django_db
def test_a_policy_that_begins_later_leaves_a_gap_until_then():
    publish(dated(LATE, date(2026, 5, 1)), None, now=NOW)

    (gap,) = gaps(now=NOW)

    assert (gap.ends_on, gap.begins, gap.policy) == (None, date(2026, 5, 1), "late-delivery")


@pytest.mark.django_db
@pytest.mark.parametrize(("ends", "is_gap"), [(date(2026, 4, 1), True), (date(2026, 4, 2), False)])
def test_what_ends_within_thirty_days_is_told_in_time(ends, is_gap):
    publish(LATE.replace("language =", f"effective_until = {ends}\nlanguage =", 1), None, now=NOW)

    assert bool(gaps(now=NOW)) == is_gap


@pytest.mark.django_db
def test_a_retired_policy_serves_nothing():
    take_in({"late-delivery.md": LATE, "price-rise.md": starters()["price-rise.md"]}, None, now=NOW)
    retire(Policy.objects.get(slug="late-delivery"), now=NOW)

    (gap,) = gaps(now=NOW)

    assert (gap.policy, gap.retired) == ("late-delivery", True)
    assert policy_for(now=NOW) == {"price-rise": "price-rise"}


@pytest.mark.django_db
def test_many_texts_are_recognised_as_each_by_itself():
    take_in(starters(), None, now=NOW)
    texts = ("The glass is cracked", "You charged me twice", "Qwrt plmk", "")

    assert recognise_each(texts, now=NOW) == tuple(recognise(text, now=NOW) for text in texts)
    assert [bool(found) for found in recognise_each(texts, now=NOW)] == [True, True, False, False]


@pytest.mark.django_db
def test_a_desk_without_policies_is_told_those_that_come_with_amends():
    assert rank("The glass is cracked", now=NOW)[0].situation == "arrived-damaged"
    assert policy_for(now=NOW)["arrived-damaged"] == "arrived-damaged"
    assert recognise("The glass is cracked", now=NOW) == ()
