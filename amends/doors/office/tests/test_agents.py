"""Agents are added with a link to choose a password; when one leaves, what they owed is owed by somebody else."""

import re
from datetime import timedelta

from django.core import mail
from django.test import Client

from amends.desk.channels.models import Mailbox
from amends.desk.offers.actions import promise
from amends.desk.people.models import Agent

CLEO = {"name": "Cleo Adams", "email": "Cleo@desk.example", "display_name": "Cleo", "signature": "Cleo"}


def test_somebody_new_is_mailed_a_link_on_the_public_address(office, mailbox):
    Mailbox.objects.update(smtp_host="smtp.desk.example")
    response = office.post("/office/agents/new/", CLEO)
    letter = mail.outbox[0]

    assert response.status_code == 303
    assert Agent.objects.get(email="cleo@desk.example").display_name == "Cleo"
    assert letter.to == ["cleo@desk.example"]
    assert "Your place at Vogel & Sons" in letter.subject
    assert "https://help.vogel.example/accounts/password/reset/key/" in letter.body
    assert "desk@desk.example" in letter.from_email


def test_without_a_mailbox_the_link_is_shown_once_and_works(office):
    page = office.post("/office/agents/new/", CLEO, headers={"host": "evil.example"}).content.decode()
    found = re.search(r"https://help\.vogel\.example(/accounts/password/reset/key/\S+/)</p>", page)
    assert found is not None
    cleo = Client()
    form = cleo.get(found[1], follow=True)
    cleo.post(form.redirect_chain[-1][0], {"password1": "quite a long one", "password2": "quite a long one"})

    assert cleo.login(email="cleo@desk.example", password="quite a long one")
    assert not mail.outbox


def test_a_card_is_changed(office, ben):
    office.post(f"/office/agents/{ben.pk}/", {"name": "Ben Kramer", "display_name": "Ben K.", "is_lead": "on"})
    ben.refresh_from_db()

    assert ben.public_name == "Ben K."
    assert ben.is_lead


def test_nobody_is_added_twice(office, ben):
    response = office.post("/office/agents/new/", CLEO | {"email": "BEN@desk.example"})

    assert response.status_code == 422
    assert "There is an agent ben@desk.example already" in response.content.decode()


def test_who_leaves_is_out_at_once_and_leaves_nothing_owed_by_nobody(office, ben, case, now):
    browser = Client()
    browser.force_login(ben)
    made = promise(case, ben, "New blender", due=now + timedelta(days=2), now=now)
    office.post(f"/office/agents/{ben.pk}/leaving/")
    case.refresh_from_db()

    assert browser.get("/").status_code == 302
    assert case.owner is None
    assert not case.obligations.filter(owner=ben, settled_by=None).exists()
    assert case.obligations.filter(promise=made, team__name="Desk").exists()


def test_promises_of_who_leaves_go_to_the_backup(office, dana, ben, case, now):
    promise(case, ben, "New blender", due=now + timedelta(days=2), backup=dana, now=now)
    office.post(f"/office/agents/{ben.pk}/leaving/")

    assert case.obligations.get(kind="promise").owner == dana


def test_somebody_can_come_back(office, ben):
    office.post(f"/office/agents/{ben.pk}/leaving/")
    assert "no access" in office.get("/office/agents/").content.decode()
    office.post(f"/office/agents/{ben.pk}/return/")
    ben.refresh_from_db()

    assert ben.is_active


def test_the_last_lead_stays(office, dana):
    unled = office.post(f"/office/agents/{dana.pk}/", {"name": "Dana Moor"})
    gone = office.post(f"/office/agents/{dana.pk}/leaving/")
    dana.refresh_from_db()

    assert "Somebody has to lead this desk" in unled.content.decode()
    assert "Somebody has to lead this desk" in gone.content.decode()
    assert gone.status_code == 422
    assert dana.is_lead
    assert dana.is_active
