"""Agents have one address each, in whatever case it is written, and a desk never loses its last lead."""

import pytest

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent, change_agent, somebody_works_here

pytestmark = pytest.mark.django_db
DANA = Card(name="Dana Moor", is_lead=True)


def test_somebody_new_belongs_to_the_desk_and_has_no_password_yet():
    ben = add_agent(" Ben@desk.example ", Card(name="Ben Kramer", display_name="Ben"))

    assert somebody_works_here()
    assert (ben.email, ben.public_name) == ("ben@desk.example", "Ben")
    assert ben.teams.get().name == "Desk"
    assert not ben.has_usable_password()


def test_an_address_has_one_agent():
    add_agent("ben@desk.example", Card(name="Ben"))

    with pytest.raises(NotAllowed, match="agent_there"):
        add_agent("BEN@desk.example", Card(name="Ben too"))


def test_nobody_is_added_without_name_or_address():
    with pytest.raises(Malformed, match="addresses"):
        add_agent("ben", Card(name="Ben"))
    with pytest.raises(Missing, match="name"):
        add_agent("ben@desk.example", Card(name=" "))
    assert not Agent.objects.exists()


def test_the_last_lead_cannot_stop_leading():
    dana = add_agent("dana@desk.example", DANA)
    gone = add_agent("cleo@desk.example", Card(name="Cleo", is_lead=True))
    Agent.objects.filter(pk=gone.pk).update(is_active=False)

    with pytest.raises(NotAllowed, match="last_lead"):
        change_agent(dana, Card(name="Dana Moor"))
    dana.refresh_from_db()
    assert dana.is_lead


def test_one_of_two_leads_may_stop_leading():
    dana = add_agent("dana@desk.example", DANA)
    add_agent("cleo@desk.example", Card(name="Cleo", is_lead=True))
    change_agent(dana, Card(name="Dana Moor"))

    assert list(Agent.objects.filter(is_lead=True).values_list("name", flat=True)) == ["Cleo"]
