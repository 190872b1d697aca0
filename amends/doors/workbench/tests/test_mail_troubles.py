"""Owed says when customers' mail does not come in, or ours does not go out, whoever has noticed it."""

from datetime import timedelta

import pytest
from django.test import Client

from amends.desk.channels.models import Mailbox
from amends.desk.delivery.outlets import note_blocked


@pytest.fixture
def mailbox(case, now):
    box = Mailbox.objects.get()
    Mailbox.objects.update(fetch_host="imap.desk.example", fetched_at=now - timedelta(minutes=29))
    return box


def test_a_mailbox_in_order_is_no_news(browser, mailbox):
    assert "not coming in" not in browser.get("/").content.decode()


def test_a_silent_mailbox_stands_above_what_is_owed_though_no_worker_says_so(browser, mailbox, now):
    Mailbox.objects.update(fetched_at=now - timedelta(minutes=31))

    page = browser.get("/").content.decode()

    assert "Mail to desk@desk.example is not coming in" in page
    assert "no worker fetches it" in page
    assert "See to it" not in page  # Ben can't


def test_a_lead_is_led_to_the_mailbox_with_the_reason(mailbox, dana, now):
    Mailbox.objects.update(fetched_at=now - timedelta(hours=1), last_error="the folder Support can't be opened")
    client = Client()
    client.force_login(dana)

    page = client.get("/").content.decode()

    assert "the folder Support can&#x27;t be opened" in page
    assert f"/office/mailboxes/{mailbox.pk}/" in page


def test_a_server_that_takes_nothing_stands_there_too(browser, mailbox):
    note_blocked(mailbox, "nothing listens at smtp.desk.example, port 465")

    page = browser.get("/").content.decode()

    assert "Mail from desk@desk.example is not leaving" in page
    assert "nothing listens at smtp.desk.example, port 465" in page


def test_a_mailbox_without_consent_says_that_instead(browser, mailbox, now):
    Mailbox.objects.update(fetched_at=None, connected_at=now - timedelta(days=1), login=Mailbox.Login.GOOGLE)

    page = browser.get("/").content.decode()

    assert "its owner has not given consent yet" in page
    assert "no worker fetches it" not in page
