"""The pile shows what is in no case, why, and what can be done about it."""

import pytest

from amends.desk.cases.models import Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival

MACHINE = (
    b"From: robot@example.org\nAuto-Submitted: auto-replied\nSubject: <b>Away</b>\nMessage-ID: <r@x>\n\nI am away.\n"
)


@pytest.fixture
def piled(ben, now) -> Arrival:
    """A mail that a machine sent, on the pile."""
    receive(MACHINE, Source(arrived_at=now), now=now)
    return Arrival.objects.get()


def test_a_piled_mail_stands_there_with_its_reason_and_what_can_be_done(browser, piled):
    page = browser.get("/pile/").content.decode()

    assert "It was sent by a machine, into no case of ours." in page
    assert "&lt;b&gt;Away&lt;/b&gt;" in page
    assert all(words in page for words in ("Make a case", "Try again", "Not for us"))


def test_its_raw_view_is_text_and_bounded(browser, ben, now):
    receive(b"Subject: x\n\n<script>go()</script>" + b"y" * 300_000, Source(arrived_at=now), now=now)

    page = browser.get(f"/pile/{Arrival.objects.get().pk}/").content.decode()

    assert "&lt;script&gt;go()&lt;/script&gt;" in page
    assert "the beginning is shown" in page
    assert 190_000 < page.count("y") < 210_000
    assert "It names no sender, so nobody can be answered." in page


def test_a_mail_tried_again_in_vain_says_that_it_stays(browser, piled):
    page = browser.post(f"/pile/{piled.pk}/retrial/", follow=True).content.decode()

    assert "Tried again; it stays here. It was sent by a machine" in page


def test_a_mail_tried_again_finds_its_case(browser, ben, now):
    Mailbox.objects.create(name="Desk", address="ada@example.com", connected_at=now)
    receive(b"From: ada@example.com\nMessage-ID: <a@x>\n\nIt broke.\n", Source(arrived_at=now), now=now)
    Mailbox.objects.all().delete()

    answer = browser.post(f"/pile/{Arrival.objects.get().pk}/retrial/")

    assert answer.url.startswith("/cases/")
    assert not Arrival.objects.on_pile().exists()


def test_what_was_put_aside_can_come_back(browser, piled):
    browser.post(f"/pile/{piled.pk}/setting-aside/")
    assert "Back to the pile" in browser.get("/pile/?state=aside").content.decode()

    browser.post(f"/pile/{piled.pk}/return/")

    assert list(Arrival.objects.on_pile()) == [piled]
    assert browser.post(f"/pile/{piled.pk}/return/").status_code == 422


def test_what_has_a_case_meanwhile_is_told_apart_from_what_is_not_there(browser, piled):
    browser.post(f"/pile/{piled.pk}/case/")

    assert browser.post(f"/pile/{piled.pk}/case/").status_code == 422
    assert browser.get(f"/pile/{piled.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("path", "words"), [("/pile/", "The pile is empty"), ("/pile/?state=aside", "Nothing was put aside")]
)
def test_an_empty_pile_teaches_what_it_is_for(browser, now, path, words):
    assert words in browser.get(path).content.decode()


def test_what_a_piled_mail_says_is_read_for_people(browser, now):
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nRXMgYnJlbm50IDxiPg==\n"
    receive(raw, Source(arrived_at=now), now=now)

    page = browser.get(f"/pile/{Arrival.objects.get().pk}/").content.decode()

    assert "Es brennt &lt;b&gt;" in page


def test_who_knows_who_wrote_a_mail_of_nobody_makes_it_their_case(browser, now):
    receive(b"Subject: Burnt\n\nMy hand is burnt.\n", Source(arrived_at=now), now=now)
    piled = Arrival.objects.get()
    assert f'href="/pile/{piled.pk}/"' in browser.get("/pile/").content.decode()
    assert 'name="email"' in browser.get(f"/pile/{piled.pk}/").content.decode()

    browser.post(f"/pile/{piled.pk}/case/", {"name": "Ada Byron", "email": " Ada@example.com "})

    case = Message.objects.get(subject="Burnt").case
    assert (case.customer.name, case.customer.addresses.get().value) == ("Ada Byron", "ada@example.com")
    assert not Arrival.objects.on_pile().exists()


@pytest.mark.parametrize("email", ["ada", "@example.com", "ada byron@example.com"])
def test_an_address_that_is_none_makes_no_case(browser, now, email):
    receive(b"Subject: Burnt\n\nMy hand is burnt.\n", Source(arrived_at=now), now=now)

    answer = browser.post(f"/pile/{Arrival.objects.get().pk}/case/", {"name": "Ada", "email": email})

    assert answer.status_code == 422
    assert Arrival.objects.on_pile().exists()


def test_a_reason_is_not_said_twice(browser, now):
    receive(b"Subject: x\n\nI am nobody.\n", Source(arrived_at=now), now=now)

    page = browser.get(f"/pile/{Arrival.objects.get().pk}/").content.decode()

    assert "It names no sender, so nobody can be answered." in page
    assert "It names no sender.<" not in page
