"""Agents log in with their email, get out, and choose passwords by mail; nothing else of the kept library answers."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings

PASSWORD = "a long password"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """What makes guessing slow would make tests slow too."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ben(db) -> Agent:
    settings = DeskSettings.current()
    settings.name, settings.public_url = "Vogel & Sons", "https://help.vogel.example"
    settings.save()
    return Agent.objects.create_user("ben@desk.example", PASSWORD, name="Ben Kramer")


def test_an_agent_logs_in_with_email_whatever_its_case_and_out_again(ben):
    client = Client()
    response = client.post(LOGIN, {"login": "BEN@desk.example", "password": PASSWORD})
    inside = client.get("/").status_code
    client.post("/accounts/logout/")

    assert response.headers["Location"] == "/"
    assert inside == 200
    assert client.get("/").status_code == 302


def test_looking_at_the_way_out_does_not_log_out(ben):
    client = Client()
    client.force_login(ben)
    client.get("/accounts/logout/")

    assert client.get("/").status_code == 200


def test_a_wrong_password_says_no_more_for_a_known_address_than_for_an_unknown_one(ben):
    answers = [
        re.findall(r'role="alert">(.*?)</p>', Client().post(LOGIN, {"login": who, "password": "x"}).content.decode())
        for who in ("ben@desk.example", "eve@example.com")
    ]

    assert answers[0] == answers[1]
    assert answers[0]


def test_somebody_without_access_stays_out(ben):
    Agent.objects.update(is_active=False)
    client = Client()
    client.post(LOGIN, {"login": ben.email, "password": PASSWORD})

    assert client.get("/").status_code == 302


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(ben):
    client = Client()
    for _ in range(5):
        client.post(LOGIN, {"login": ben.email, "password": "wrong"})
    response = client.post(LOGIN, {"login": ben.email, "password": PASSWORD})

    assert "Too many failed login attempts" in response.content.decode()
    assert client.get("/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_link_on_the_public_address(ben):
    client = Client()
    response = client.post("/accounts/password/reset/", {"email": ben.email}, headers={"host": "evil.example"})
    letter = mail.outbox[0]
    link = re.search(r"https://help\.vogel\.example(/accounts/password/reset/key/\S+/)", str(letter.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    new = {"password1": "another long one", "password2": "another long one"}
    client.post(form.redirect_chain[-1][0], new)

    assert response.status_code == 302
    assert letter.subject == "Choose a new password for Vogel & Sons"
    assert "evil.example" not in letter.body
    assert client.login(email=ben.email, password="another long one")
    assert "used up" in client.get(link[1], follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(ben):
    known = Client().post("/accounts/password/reset/", {"email": ben.email})
    unknown = Client().post("/accounts/password/reset/", {"email": "eve@example.com"})

    assert (unknown.status_code, unknown.headers["Location"]) == (known.status_code, known.headers["Location"])
    assert [letter.to for letter in mail.outbox] == [[ben.email]]


def test_mails_of_accounts_come_from_the_desk(ben):
    Mailbox.objects.create(
        name="Desk", address="desk@vogel.example", smtp_host="smtp.vogel.example", connected_at=ben.joined_at
    )
    Client().post("/accounts/password/reset/", {"email": ben.email})

    assert mail.outbox[0].from_email == "Vogel & Sons <desk@vogel.example>"


def test_a_password_is_changed_by_who_knows_the_old_one(ben):
    client = Client()
    client.force_login(ben)
    wrong = {"oldpassword": "guess", "password1": "another long one", "password2": "another long one"}
    client.post("/accounts/password/change/", wrong)
    unchanged = Client().login(email=ben.email, password=PASSWORD)
    client.post("/accounts/password/change/", wrong | {"oldpassword": PASSWORD})

    assert unchanged
    assert Client().login(email=ben.email, password="another long one")
    assert client.get("/").status_code == 200


def test_an_agent_without_a_password_can_choose_one(ben):
    ben.set_unusable_password()
    ben.save()
    client = Client()
    client.force_login(ben)

    assert client.get("/accounts/password/change/", follow=True).status_code == 200


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "reauthenticate/", "login/code/", "social/", ""]
)
def test_nobody_signs_up_and_nothing_else_is_there(ben, path):
    client = Client()
    client.force_login(ben)

    assert client.get(f"/accounts/{path}").status_code == 404


def test_the_library_knows_no_page_for_signing_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
