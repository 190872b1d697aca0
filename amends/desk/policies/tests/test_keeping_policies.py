"""Policies are kept in versions that never overlap: taken in all or none, revised by who saw the newest."""

from datetime import UTC, date, datetime, timedelta

import pytest

from amends.craft.policy import Flawed
from amends.craft.refusal import AlreadyDone, Malformed, SomethingNew
from amends.desk.people.models import Agent
from amends.desk.policies.editing import dated, revise, write_new
from amends.desk.policies.models import Policy, Situation, Version
from amends.desk.policies.playbook import given_out, in_force, publish, retire, starters, take_in
from amends.desk.policies.shelf import look_up, shelf

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
FILE = "arrived-damaged.md"
FIRST = starters()[FILE]


@pytest.fixture
def dana(db) -> Agent:
    return Agent.objects.create_user("dana@desk.example", name="Dana Moor", is_lead=True)


@pytest.fixture
def damaged(dana) -> Policy:
    publish(FIRST, dana, now=NOW)
    return Policy.objects.get()


def _spans() -> list[tuple[date, date | None]]:
    return list(Version.objects.order_by("number").values_list("effective_from", "ends_on"))


def test_the_next_version_ends_the_one_before_on_the_day_before(damaged, dana):
    revise(damaged, dated(FIRST, date(2026, 5, 1)), dana, now=NOW, seen=1, remark=" Summer ")

    assert _spans() == [(date(2026, 1, 1), date(2026, 4, 30)), (date(2026, 5, 1), None)]
    assert Version.objects.get(number=2).remark == "Summer"
    assert [version.number for version in in_force(now=NOW)] == [1]
    assert [version.number for version in in_force(now=NOW + timedelta(days=90))] == [2]


def test_a_correction_from_the_same_day_takes_the_place_of_the_first(damaged, dana):
    revise(damaged, FIRST.replace("value = 60", "value = 90"), dana, now=NOW, seen=1)

    assert [version.number for version in in_force(now=NOW)] == [2]


def test_an_earlier_day_than_the_last_version_is_refused_and_changes_nothing(damaged, dana):
    with pytest.raises(Flawed) as refused:
        revise(damaged, dated(FIRST, date(2025, 12, 1)), dana, now=NOW, seen=1)

    (problem,) = refused.value.problems
    assert (problem.code, problem.line, problem.get("instead")) == ("versions_overlap", 5, "2026-01-01")
    assert _spans() == [(date(2026, 1, 1), None)]


def test_a_version_with_a_last_day_of_its_own_keeps_it(damaged, dana):
    ending = FIRST.replace("language =", "effective_until = 2026-06-30\nlanguage =", 1)
    revise(damaged, ending, dana, now=NOW, seen=1)

    with pytest.raises(Flawed):
        revise(damaged, dated(FIRST, date(2026, 6, 30)), dana, now=NOW, seen=2)
    revise(damaged, dated(FIRST, date(2026, 7, 1)), dana, now=NOW, seen=2)
    assert _spans()[1:] == [(date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), None)]


def test_who_did_not_see_the_newest_version_writes_nothing(damaged, dana):
    with pytest.raises(SomethingNew) as refused:
        revise(damaged, FIRST, dana, now=NOW, seen=0)

    assert (refused.value.code, refused.value.data["number"]) == ("policy_changed", 1)


def test_another_policy_is_not_written_over(damaged, dana):
    with pytest.raises(Malformed):
        revise(damaged, starters()["late-delivery.md"], dana, now=NOW, seen=1)
    with pytest.raises(AlreadyDone):
        write_new(FIRST, dana, now=NOW)

    assert Version.objects.count() == 1


def test_one_bad_file_keeps_all_files_out(dana):
    with pytest.raises(Flawed) as refused:
        take_in({FILE: FIRST, "late.md": "Hello", "empty.md": ""}, dana, now=NOW)

    assert [problem.file for problem in refused.value.problems] == ["empty.md", "late.md"]
    assert not Policy.objects.exists()
    assert not Situation.objects.exists()


def test_line_ends_of_another_system_are_no_change(damaged, dana):
    written = publish("\ufeff" + FIRST.replace("\n", "\r\n"), dana, now=NOW)

    assert not written.is_new


def test_what_is_given_out_is_the_newest_of_all_in_use(damaged, dana):
    take_in(starters(), dana, now=NOW)
    revise(damaged, dated(FIRST, date(2026, 5, 1)), dana, now=NOW, seen=1)
    retire(Policy.objects.get(slug="price-rise"), now=NOW)

    given = {one.file: one for one in given_out()}

    assert set(given) == set(starters()) - {"price-rise.md"}
    assert (given[FILE].number, given[FILE].document) == (2, dated(FIRST, date(2026, 5, 1)))
    assert not any(one.is_new for one in take_in({one.file: one.document for one in given.values()}, dana, now=NOW))


def test_the_shelf_says_what_holds(damaged, dana):
    publish(dated(starters()["late-delivery.md"], date(2026, 4, 1)), dana, now=NOW)
    take_in({"price-rise.md": starters()["price-rise.md"]}, dana, now=NOW)
    retire(Policy.objects.get(slug="price-rise"), now=NOW)

    assert [(one.policy.slug, one.standing) for one in shelf(now=NOW)] == [
        ("late-delivery", "begins"),
        ("arrived-damaged", "in_force"),
        ("price-rise", "retired"),
    ]
    assert look_up("nothing", now=NOW) is None


@pytest.mark.parametrize(
    "document",
    ["", "Hello", "+++\n+++\n", "+++\ntitle = 1\n+++\n# Inside\neffective_from = ours\n", FIRST.split("\n# Inside")[0]],
)
def test_only_the_day_in_the_front_matter_is_replaced(document):
    assert dated(document, date(2026, 1, 1)) == document


def test_the_day_is_replaced_where_it_stands():
    document = dated(FIRST, date(2027, 2, 3))

    assert document.split("\n")[4] == "effective_from = 2027-02-03"
    assert document.replace("2027-02-03", "2026-01-01") == FIRST
