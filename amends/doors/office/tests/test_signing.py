"""A key to sign by is made or pasted, never shown again, and its record stands there to be published."""

from amends.craft.mail.composing.dkim_signing import sign
from amends.desk.channels.models import Mailbox
from amends.desk.channels.signing import new_key


def _post(office, mailbox, **fields):
    return office.post(f"/office/mailboxes/{mailbox.pk}/signing/", {"selector": "desk", "key": "", **fields})


def test_a_key_is_made_and_its_record_shown(office, mailbox):
    assert _post(office, mailbox, then="make").status_code == 303

    page = office.get(f"/office/mailboxes/{mailbox.pk}/signing/").content.decode()
    key = Mailbox.objects.get().dkim_key
    assert "desk._domainkey.desk.example" in page
    assert "v=DKIM1; k=rsa; p=MI" in page
    assert key.splitlines()[1] not in page


def test_a_key_that_was_made_signs(office, mailbox, now):
    _post(office, mailbox, then="make")
    key = Mailbox.objects.get().dkim_key

    signed = sign(b"From: a@desk.example\r\n\r\nhello\r\n", domain="desk.example", selector="desk", key=key, at=now)

    assert signed.startswith(b"DKIM-Signature:")


def test_a_pasted_key_is_kept_sealed_and_another_selector_keeps_it(office, mailbox):
    pem = new_key()
    _post(office, mailbox, key=pem, then="keep")
    _post(office, mailbox, selector="desk2", then="keep")

    again = Mailbox.objects.get()
    assert (again.dkim_selector, again.dkim_key) == ("desk2", pem.strip())
    assert pem.splitlines()[1] not in again.sealed_dkim_key


def test_what_is_no_key_is_refused_in_words(office, mailbox):
    response = _post(office, mailbox, key="-----BEGIN NONSENSE-----", then="keep")

    assert response.status_code == 422
    assert "RSA key" in response.content.decode()
    assert not Mailbox.objects.get().dkim_selector


def test_a_selector_is_a_name(office, mailbox):
    response = _post(office, mailbox, selector="a b", key=new_key(), then="keep")

    assert "letters a to z" in response.content.decode()


def test_signing_is_ended(office, mailbox):
    _post(office, mailbox, then="make")
    _post(office, mailbox, then="end")

    again = Mailbox.objects.get()
    assert (again.dkim_selector, again.sealed_dkim_key) == ("", "")
