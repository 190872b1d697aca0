"""Letters are signed with the key of their mailbox; a key that can't be used holds them back where people see it."""

import base64
from importlib import import_module
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from amends.craft.refusal import Malformed
from amends.desk.channels.models import Mailbox
from amends.desk.channels.secrets import seal
from amends.desk.delivery.letters import Undeliverable
from amends.desk.delivery.models import Dispatch
from amends.desk.delivery.outlets import blocked
from amends.desk.delivery.sealing import check_key
from amends.desk.delivery.tests.conftest import NOON, dispatch_of, let_it_be_tried

dkim: Any = import_module("dkim")


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def signing(mailbox: Mailbox, key: rsa.RSAPrivateKey) -> Mailbox:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    mailbox.dkim_selector, mailbox.sealed_dkim_key = "amends", check_key(pem, at=NOON)
    mailbox.save()
    return mailbox


def test_a_letter_of_a_mailbox_with_a_key_is_signed_by_its_domain(signing, mailman, reply, key):
    mailman.call()

    public = base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    records = {b"amends._domainkey.example.org.": b"v=DKIM1; p=" + public}
    assert dkim.verify(mailman.letters[0].raw, dnsfunc=lambda name, **_: records.get(name))


def test_every_try_sends_the_same_signed_bytes(signing, mailman, reply):
    mailman.answers = [Undeliverable("450 later", permanent=False)]
    mailman.call()
    let_it_be_tried(reply)
    mailman.call()

    assert mailman.letters[0].raw == mailman.letters[1].raw
    assert mailman.letters[0].raw.startswith(b"DKIM-Signature:")


@pytest.mark.parametrize(
    ("sealed", "words"),
    [("not-to-be-opened", "the desk's secret has changed"), (seal("no key"), "it has to be an RSA key in PEM")],
)
def test_a_key_that_cannot_be_used_holds_letters_back_and_people_see_it(signing, mailman, reply, sealed, words):
    Mailbox.objects.update(sealed_dkim_key=sealed)

    assert mailman.call() == 0

    assert (dispatch_of(reply).state, dispatch_of(reply).attempts) == (Dispatch.State.LEAVING, 0)
    assert words in blocked()[0].words


def test_letters_go_when_the_key_is_right_again(signing, mailman, reply):
    good = signing.sealed_dkim_key
    Mailbox.objects.update(sealed_dkim_key=seal("no key"))
    mailman.call()
    Mailbox.objects.update(sealed_dkim_key=good)
    signing.outlet.rests_until = None
    signing.outlet.save()

    assert mailman.call() == 1
    assert blocked() == []


def test_a_key_that_is_none_is_refused_when_it_is_entered():
    assert check_key("", at=NOON) == ""
    with pytest.raises(Malformed):
        check_key("no key", at=NOON)
