"""Gaps say where a policy is missing; fields of the desk's own are made and changed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from amends.desk.intake.actions import Source, receive
from amends.desk.offers.choosing import decide_situation
from amends.desk.policies.editing import dated
from amends.desk.policies.fields import FieldCard, add_field
from amends.desk.policies.models import Field, Policy, Situation
from amends.desk.policies.playbook import name_situation, publish, retire, starters, take_in

URL = "/office/gaps/"
ANGRY = "I am furious. This is unacceptable and I want to complain."


def _page(response) -> str:
    return str(response.content.decode())


def _complain(number: int, subject: str, text: str, now) -> None:
    raw = (
        f"From: Ada Okafor <ada{number}@example.com>\r\nTo: desk@desk.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <{number}@example.com>\r\n\r\n{text} {ANGRY}\r\n"
    )
    receive(raw.encode(), Source(arrived_at=now), now=now)


@pytest.fixture
def sixteen(dana, now) -> None:
    """The policies that come with amends."""
    take_in(starters(), dana, now=now)


def test_without_a_gap_the_page_says_so(office, sixteen):
    page = _page(office.get(URL))

    assert "No gap" in page
    assert "Every situation that somebody named has a policy" in page


def test_a_situation_that_was_named_without_a_policy_leads_to_writing_one(office, sixteen, case, ben, now):
    decide_situation(case, ben, name_situation("Rude driver"), now=now)
    page = _page(office.get(URL))

    assert "Rude driver" in page
    assert "1 open case" in page
    assert "/office/policies/_new/?situation=rude-driver" in page
    assert "situations = [&quot;rude-driver&quot;]" in _page(office.get("/office/policies/_new/?situation=rude-driver"))


def test_a_policy_that_ends_soon_is_a_gap_before_it_is_one(office, dana, now):
    begun = dated(starters()["late-delivery.md"], now.date() - timedelta(days=9))
    publish(begun.replace("language =", f"effective_until = {date(2026, 3, 20)}\nlanguage =", 1), dana, now=now)
    page = _page(office.get(URL))

    assert "served until 20 March 2026" in page
    assert "/office/policies/late-delivery/next/" in page
    publish(dated(starters()["late-delivery.md"], date(2026, 3, 21)), dana, now=now)
    assert "No gap" in _page(office.get(URL))


def test_a_situation_whose_policy_was_retired_leads_to_bringing_it_back(office, sixteen, now):
    retire(Policy.objects.get(slug="price-rise"), now=now)
    page = _page(office.get(URL))

    assert "its policy is retired" in page
    assert "/office/policies/price-rise/next/" in page


def test_complaints_that_nobody_placed_come_with_a_guess_and_those_that_nothing_fits_first(office, sixteen, now):
    _complain(1, "Broken", "The parcel was crushed and the glass is cracked.", now)
    _complain(2, "Zyx", "Qwrt plmk vbnz.", now)
    page = _page(office.get(URL))

    assert "perhaps arrived damaged" in page
    assert page.index("Complaints that nothing fits") < page.index("Zyx") < page.index("nobody has placed yet")


@pytest.mark.parametrize(
    ("subject", "title"), [("The driver was rude", "The driver was rude"), ("???", "Something went wrong")]
)
def test_a_complaint_that_nothing_fits_gives_a_new_policy_its_name(office, sixteen, now, subject, title):
    _complain(1, subject, "Qwrt plmk vbnz.", now)
    link = re.search(r'href="(/office/policies/_new/\?case=\w+)"', _page(office.get(URL)))
    assert link is not None
    page = _page(office.get(link[1]))

    assert f"title = &quot;{title}&quot;" in page
    assert "Can be kept" in page


def test_many_gaps_cost_no_more_queries_than_few(office, sixteen, now, django_assert_max_num_queries):
    _complain(1, "Broken", "The glass is cracked.", now)
    name_situation("Rude driver")
    office.get(URL)
    with django_assert_max_num_queries(60) as few:
        office.get(URL)
    of_few = len(few)
    for number in range(2, 8):
        _complain(number, "Broken", "The glass is cracked.", now)
        name_situation(f"Thing {number}")
    office.get(URL)
    with django_assert_max_num_queries(of_few):
        assert "Thing 7" in _page(office.get(URL))


FIELD = {"name": "region", "label": "Region", "choices": "North\n\n South \nNorth", "groups_concessions": "on"}


def test_a_field_is_made_and_changed_but_keeps_its_name(office):
    assert "Make the first one" in _page(office.get("/office/fields/"))
    office.post("/office/fields/new/", FIELD)
    field = Field.objects.get()
    office.post(f"/office/fields/{field.pk}/", {"label": "Area", "choices": "", "name": "area"})
    field.refresh_from_db()

    assert (field.name, field.label, field.choices, field.groups_concessions) == ("region", "Area", "", False)
    assert "own.region" in _page(office.get("/office/fields/"))


def test_choices_are_kept_once_each_in_their_order(office):
    office.post("/office/fields/new/", FIELD)

    assert Field.objects.get().choices == "North\nSouth"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Region 1"}, "can&#x27;t be written in a policy"),
        ({"name": "contract"}, "There is a field called contract already."),
        ({"choices": "North"}, "Name two at least"),
        ({"choices": "\n".join(map(str, range(41)))}, "more than one can choose from"),
        ({"label": " "}, "This field is required"),
    ],
)
def test_a_field_that_could_not_be_used_is_refused(office, changes, words):
    add_field("contract", FieldCard("Contract"))
    response = office.post("/office/fields/new/", FIELD | changes)

    assert response.status_code == 422
    assert words in _page(response)
    assert Field.objects.count() == 1


def test_only_leads_find_gaps_and_fields(ben, now):
    field = add_field("region", FieldCard("Region"))
    client = Client()
    client.force_login(ben)

    for path in (URL, "/office/fields/", "/office/fields/new/", f"/office/fields/{field.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, FIELD).status_code in {404, 405}
    assert Field.objects.get().label == "Region"
    assert not Situation.objects.exists()
