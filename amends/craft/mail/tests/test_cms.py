"""What S/MIME wraps is opened, in the strict and in the loose form, and never beyond its bounds."""

import zlib
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail.wrapped.cms import Wrapped, open_cms

PKCS7 = bytes.fromhex("06092a864886f70d0107")
DATA, SIGNED, ENVELOPED = PKCS7 + b"\x01", PKCS7 + b"\x02", PKCS7 + b"\x03"
COMPRESSED = bytes.fromhex("060b2a864886f70d0109100109")
DEFLATE = bytes.fromhex("300d060b2a864886f70d0109100308")


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    length = len(body)
    if length < 128:
        return bytes((tag, length)) + body
    width = (length.bit_length() + 7) // 8
    return bytes((tag, 128 + width)) + length.to_bytes(width) + body


def ber(tag: int, *parts: bytes) -> bytes:
    return bytes((tag, 0x80)) + b"".join(parts) + b"\0\0"


def signed(content: bytes, form: Callable[..., bytes] = der) -> bytes:
    octets = ber(0x24, *(der(4, content[at : at + 100]) for at in range(0, len(content), 100)))
    inner = der(4, content) if form is der else octets
    enclosed = form(0x30, DATA, form(0xA0, inner))
    return form(0x30, SIGNED, form(0xA0, form(0x30, der(2, b"\1"), der(0x31, b""), enclosed, der(0x31, b""))))


def compressed(content: bytes) -> bytes:
    enclosed = der(0x30, DATA, der(0xA0, der(4, zlib.compress(content))))
    return der(0x30, COMPRESSED, der(0xA0, der(0x30, der(2, b"\0"), DEFLATE, enclosed)))


@pytest.fixture(scope="module")
def identity():
    key = ec.generate_private_key(ec.SECP256R1())
    return key, certificate(key, key)


def certificate(key, signer):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ada Lark")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1)
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2027, 1, 1, tzinfo=UTC)
    )
    return builder.sign(signer, hashes.SHA256())


def test_what_a_library_signs_is_read(identity):
    key, cert = identity
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"Content-Type: text/plain\r\n\r\nWords.\r\n")
    data = builder.add_signer(cert, key, hashes.SHA256()).sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])

    assert open_cms(data) == Wrapped("signed", b"Content-Type: text/plain\r\n\r\nWords.\r\n")


def test_a_signature_alone_holds_no_words(identity):
    key, cert = identity
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"Words.").add_signer(cert, key, hashes.SHA256())
    data = builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])

    assert open_cms(data) == Wrapped("signed")


def test_what_a_library_encrypts_is_known_as_such():
    key = rsa.generate_private_key(65537, 2048)
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(b"Words.")
    data = builder.add_recipient(certificate(key, key)).encrypt(Encoding.DER, [])

    assert open_cms(data) == Wrapped("encrypted")


@pytest.mark.parametrize("form", [der, ber])
@pytest.mark.parametrize("size", [1, 99, 100, 5_000, 70_000])
def test_both_forms_of_lengths_are_read(form, size: int):
    content = bytes(range(256)) * (size // 256 + 1)

    assert open_cms(signed(content[:size], form)) == Wrapped("signed", content[:size])


def test_armour_of_another_kind_is_undone():
    pem = b"-----BEGIN PKCS7-----\n" + b64encode(signed(b"Words.")) + b"\n-----END PKCS7-----\n"

    assert open_cms(pem) == Wrapped("signed", b"Words.")


def test_compressed_words_are_read_unless_they_swell_beyond_measure():
    assert open_cms(compressed(b"Words. " * 1_000)) == Wrapped("compressed", b"Words. " * 1_000)
    assert open_cms(compressed(bytes(50_000_000))) == Wrapped("compressed")
    assert open_cms(compressed(b"")[:-1] + b"x") == Wrapped("compressed")


def test_what_is_cut_short_gives_what_there_is():
    data = signed(b"Words. " * 100)

    for length in range(len(data)):
        found = open_cms(data[:length])
        assert found.content is None or (b"Words. " * 100).startswith(found.content)


@pytest.mark.parametrize(
    "data", [b"", b"0", b"0\x80", b"\x1f\x80\0\0", b"-----BEGIN PKCS7-----\n!!!\n-----END PKCS7-----", b"text"]
)
def test_what_is_none_is_unknown(data: bytes):
    assert open_cms(data) == Wrapped("unknown")


@pytest.mark.parametrize("piece", [b"\x30\x80", b"\x24\x80", b"\xa0\x80", b"\x04\x00"])
def test_endless_nesting_ends(piece: bytes):
    head = b"\x30\x80" + SIGNED + b"\xa0\x80\x30\x80"

    assert open_cms(head + piece * 500_000).content is None


@given(st.binary(max_size=60), st.integers(0, 300), st.sampled_from([der, ber]))
def test_no_bytes_raise(junk: bytes, place: int, form):
    data = signed(b"Words. " * 30, form)

    found = open_cms(data[:place] + junk + data[place + len(junk) :])

    assert found.what in {"signed", "encrypted", "compressed", "unknown"}
