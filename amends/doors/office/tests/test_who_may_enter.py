"""The office is for leads; for everybody else it isn't there, and nobody enters without logging in."""

import pytest
from django.test import Client

from amends.doors.office.urls import urlpatterns

PAGES = [
    "/office/",
    "/office/times/",
    "/office/mailboxes/",
    "/office/mailboxes/new/",
    "/office/texts/",
    "/office/texts/receipt/en/",
    "/office/blocks/",
    "/office/blocks/new/",
    "/office/agents/",
    "/office/agents/new/",
    "/office/authority/",
    "/office/authority/new/",
    "/office/levels/",
    "/office/levels/new/",
    "/office/levels/teams/new/",
    "/office/concessions/",
    "/office/fairness/",
    "/office/hooks/",
    "/office/hooks/new/",
    "/office/coach/",
    "/office/coach/policy.says/",
    "/office/house/",
    "/office/house/new/",
    "/office/house/new/?kind=written",
    "/office/questions/",
    "/office/waived/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_lead_sees_every_page(office, path):
    response = office.get(path)

    assert response.status_code == 200
    assert response.content.decode().count("<h1>") == 1
    assert 'aria-current="page"' in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_an_agent_who_does_not_lead_finds_nothing_there(ben, now, path):
    client = Client()
    client.force_login(ben)

    assert client.get(path).status_code == 404


def test_every_view_of_the_office_asks_who_it_is(ben, now):
    client = Client()
    client.force_login(ben)
    faults = []
    for entry in urlpatterns:
        url = f"/office/{entry.pattern}".replace("<int:pk>", "1")
        url = url.replace("<str:kind>", "receipt").replace("<str:language>", "en")
        answers = {client.get(url).status_code, client.post(url).status_code}
        faults += [url] if answers - {404, 405} else []

    assert not faults
