"""Letters go over TLS from the first byte or after STARTTLS, and to no server whose certificate can't be trusted."""

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from amends.desk.channels.models import Mailbox
from amends.desk.delivery.letters import Letter, Undeliverable
from amends.doors.mailbox.sending.transport import SmtpTransport
from amends.doors.mailbox.servers import tls
from tests.servers.smtp_sink import SmtpSink

pytestmark = pytest.mark.django_db
ADA = "ada@example.com"
RAW = b"From: desk@example.org\r\nTo: ada@example.com\r\n\r\nDear Ada\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine's address, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.datetime.now(datetime.UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(params=["tls", "starttls"])
def sink(request: pytest.FixtureRequest, certificate: Path, sink_mailbox: Mailbox) -> Iterator[SmtpSink]:
    """A sink that speaks TLS only, at the mailbox's port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    sink = SmtpSink()
    wrapped = {"ssl_context": context} if request.param == "tls" else {"tls_context": context, "require_starttls": True}
    controller = Controller(sink, hostname=sink.host, port=sink.port, **wrapped)
    controller.start()
    sink_mailbox.smtp_port, sink_mailbox.smtp_security = sink.port, request.param
    yield sink
    controller.stop()


def test_a_letter_arrives_over_a_protected_connection(sink, sink_mailbox, certificate, monkeypatch):
    def trusting() -> ssl.SSLContext:
        context = tls()
        context.load_verify_locations(certificate)
        return context

    monkeypatch.setattr("amends.doors.mailbox.sending.dialling.tls", trusting)

    with SmtpTransport() as transport:
        transport.send(Letter(sink_mailbox, sink_mailbox.address, (ADA,), RAW))

    assert [taken.message for taken in sink.taken] == [RAW]


def test_a_certificate_that_nobody_vouches_for_is_told_and_no_letter_goes(sink, sink_mailbox):
    with SmtpTransport() as transport, pytest.raises(Undeliverable, match="can't be trusted") as told:
        transport.send(Letter(sink_mailbox, sink_mailbox.address, (ADA,), RAW))

    assert (told.value.permanent, told.value.ours) == (False, True)
    assert sink.taken == []
