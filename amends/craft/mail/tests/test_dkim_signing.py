"""A signature of ours is found good by whoever knows the public key, and is the same at every try."""

import base64
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from amends.craft.mail import compose
from amends.craft.mail.composing.dkim_signing import sign
from amends.craft.mail.tests.test_writing import REPLY
from amends.craft.refusal import Malformed

RAW = compose(REPLY)
dkim: Any = import_module("dkim")


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def pem(key: Any, shape: PrivateFormat) -> str:
    return str(key.private_bytes(Encoding.PEM, shape, NoEncryption()).decode())


def signed(key: Any, shape: PrivateFormat = PrivateFormat.PKCS8, *, at: datetime = REPLY.date) -> bytes:
    return sign(RAW, domain="shop.example", selector="amends", key=pem(key, shape), at=at)


def is_good(raw: bytes, key: Any) -> bool:
    public = base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    records = {b"amends._domainkey.shop.example.": b"v=DKIM1; k=rsa; p=" + public}
    return bool(dkim.verify(raw, dnsfunc=lambda name, **_: records.get(name)))


@pytest.mark.parametrize("shape", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def test_a_signed_mail_is_found_good(key, shape):
    raw = signed(key, shape)

    assert raw.startswith(b"DKIM-Signature: ")
    assert raw.endswith(RAW)
    assert is_good(raw, key)


def test_a_changed_word_is_found_out(key):
    assert not is_good(signed(key).replace(b"kettle", b"cattle"), key)
    assert not is_good(signed(key).replace(b"Subject: Re: Kettle", b"Subject: Re: Cattle"), key)


def test_the_same_mail_is_signed_with_the_same_bytes(key):
    assert signed(key) == signed(key)
    assert signed(key) != signed(key, at=REPLY.date + timedelta(seconds=1))
    assert f"t={int(REPLY.date.timestamp())};".encode() in signed(key)


def test_relays_may_fold_headers_and_cut_blanks(key):
    assert is_good(signed(key).replace(b"Subject: Re: Kettle", b"Subject:  Re:\r\n Kettle"), key)


@pytest.mark.parametrize("bad", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_a_key_that_cannot_be_read_is_refused(bad):
    with pytest.raises(Malformed):
        sign(RAW, domain="shop.example", selector="amends", key=bad, at=REPLY.date)


def test_a_key_of_another_kind_is_refused():
    with pytest.raises(Malformed):
        signed(ed25519.Ed25519PrivateKey.generate())
