"""A mailbox is connected once, from a moment on; changing it leaves alone what the fetcher knows."""

from datetime import UTC, datetime

import pytest

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.channels.connecting import change, connect, reply_address, sending_mailbox
from amends.desk.channels.models import Mailbox

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _mailbox(address: str = "Desk@desk.example", **given) -> Mailbox:
    return connect(Mailbox(name="Desk", address=address, **given), password="open sesame", now=MONDAY)


def test_a_mailbox_is_connected_under_its_plain_address_with_a_sealed_password():
    made = _mailbox(fetch_host="imap.desk.example")
    kept = Mailbox.objects.get()

    assert made == kept
    assert (kept.address, kept.connected_at, kept.password) == ("desk@desk.example", MONDAY, "open sesame")
    assert "sesame" not in kept.sealed_password


def test_no_address_is_connected_twice():
    _mailbox(fetch_host="imap.desk.example")

    with pytest.raises(NotAllowed, match="mailbox_there"):
        _mailbox("DESK@desk.example", fetch_host="imap.desk.example")


def test_a_mailbox_that_neither_fetches_nor_sends_is_refused():
    with pytest.raises(Missing, match="mail_servers"):
        _mailbox()


@pytest.mark.parametrize("port", [0, 65536])
def test_a_port_that_cannot_be_is_refused(port):
    with pytest.raises(Malformed, match="port"):
        _mailbox(fetch_host="imap.desk.example", fetch_port=port)


def test_changing_a_mailbox_leaves_alone_what_the_fetcher_knows():
    _mailbox(fetch_host="imap.desk.example")
    in_hand = Mailbox.objects.get()
    Mailbox.objects.update(last_uid=41, uidvalidity=7, fetched_at=MONDAY)
    in_hand.folder = "Complaints"
    change(in_hand, password="")
    kept = Mailbox.objects.get()

    assert (kept.folder, kept.last_uid, kept.uidvalidity, kept.fetched_at) == ("Complaints", 41, 7, MONDAY)
    assert kept.password == "open sesame"


@pytest.mark.parametrize("name", ["fetch_host", "smtp_host"])
def test_another_server_is_not_shown_the_password_of_the_one_before(name):
    changed = _mailbox(fetch_host="imap.desk.example", smtp_host="smtp.desk.example")
    setattr(changed, name, "mail.elsewhere.example")
    change(changed, password="")

    assert Mailbox.objects.get().password == ""


def test_mails_of_the_desk_leave_by_the_first_mailbox_in_use_that_sends():
    _mailbox("fetches@desk.example", fetch_host="imap.desk.example")
    _mailbox("gone@desk.example", smtp_host="smtp.desk.example", is_active=False)
    sends = _mailbox("sends@desk.example", smtp_host="smtp.desk.example")

    assert sending_mailbox() == sends
    assert reply_address() == "fetches@desk.example"
