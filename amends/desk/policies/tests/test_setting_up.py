"""A desk is set up once, by whoever has the token, all at once or not at all."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from amends.craft.journey import Times
from amends.craft.refusal import AlreadyDone, Malformed, NotAllowed, Refused
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Agent
from amends.desk.policies.actions import (
    Desk,
    FirstLead,
    FirstMailbox,
    change_desk,
    change_times,
    is_setup_token,
    set_up,
    setup_token,
)
from amends.desk.policies.models import DeskSettings

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
DANA = FirstLead(email="dana@desk.example", name="Dana Moor", password="quite a long one")
DESK = Desk(name="Vogel", public_url="https://help.vogel.example", zone="Europe/Vienna", hours="Mon-Fri 8:00-16:00")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _mailbox(**given) -> FirstMailbox:
    return FirstMailbox(Mailbox(address="desk@vogel.example", name="Desk", **given), password="open sesame")


@pytest.mark.django_db
def test_set_up_makes_lead_settings_and_mailbox_together():
    mailbox = _mailbox(fetch_host="imap.vogel.example")
    dana = set_up(DANA, DESK, token=setup_token(), now=MONDAY, first_mailbox=mailbox)
    settings = DeskSettings.current()

    assert dana.is_lead
    assert (settings.name, settings.set_up_at, settings.setup_token) == ("Vogel", MONDAY, "")
    assert Mailbox.objects.get().connected_at == MONDAY


@pytest.mark.django_db
def test_what_cannot_be_kept_leaves_the_desk_as_it_was():
    token = setup_token()
    with pytest.raises(Refused, match="mail_servers"):
        set_up(DANA, DESK, token=token, now=MONDAY, first_mailbox=_mailbox())

    assert not Agent.objects.exists()
    assert not Mailbox.objects.exists()
    assert DeskSettings.current().set_up_at is None
    assert is_setup_token(token)


@pytest.mark.django_db
def test_no_token_is_no_key():
    with pytest.raises(NotAllowed, match="setup_token"):
        set_up(DANA, DESK, token="", now=MONDAY)
    setup_token()
    with pytest.raises(NotAllowed, match="setup_token"):
        set_up(DANA, DESK, token="guess", now=MONDAY)
    assert not is_setup_token("")


@pytest.mark.django_db
def test_a_desk_is_set_up_once():
    token = setup_token()
    set_up(DANA, DESK, token=token, now=MONDAY)

    with pytest.raises(AlreadyDone, match="set_up"):
        set_up(DANA, DESK, token=token, now=MONDAY)
    assert setup_token() == ""
    assert not is_setup_token(token)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "name"),
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"hours": "always"}, "hours"),
        ({"holidays": "Christmas"}, "holidays"),
        ({"public_url": "ftp://vogel.example"}, "public_url"),
        ({"public_url": "https://"}, "public_url"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_desk_that_could_not_work_is_refused(changes, code):
    before = DeskSettings.current().name
    with pytest.raises(Refused, match=code):
        change_desk(replace(DESK, **changes))

    assert DeskSettings.current().name == before


@pytest.mark.django_db
def test_only_times_that_differ_are_kept():
    change_times({"answer_minutes": 90, "offer_days": Times().offer_days})

    assert DeskSettings.current().times == {"answer_minutes": 90}
    assert DeskSettings.current().journey_times.answer_minutes == 90
    change_times({})
    assert DeskSettings.current().times == {}


@pytest.mark.django_db
@pytest.mark.parametrize("times", [{"answer_minutes": -1}, {"tea_minutes": 5}, {"follow_up_by_elapsed_hours": 1}])
def test_times_that_cannot_be_are_refused(times):
    with pytest.raises(Malformed):
        change_times(times)
