"""Signed words are read, encrypted ones are kept and said to be so, and either shows."""

from base64 import encodebytes

import pytest

from amends.craft.mail import as_json, attachment, parse
from amends.craft.mail.mail import Seal
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.tests.letters import html, letter, parted, plain
from amends.craft.mail.tests.test_cms import ENVELOPED, ber, compressed, der, signed

INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe k\xc3\xa9ttle is broken.\r\n"
SIGNATURE = "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nMIAG"
ASC = "Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n"


def wrapped(data: bytes, type_: str = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m") -> bytes:
    return letter(encodebytes(data).decode(), Content_Type=type_, Content_Transfer_Encoding="base64")


@pytest.mark.parametrize(
    ("signature", "protocol", "way"),
    [
        (SIGNATURE, "application/pkcs7-signature", "smime"),
        (SIGNATURE.replace("pkcs7", "x-pkcs7"), "application/x-pkcs7-signature", "smime"),
        (SIGNATURE, "", "smime"),
        (ASC, "application/pgp-signature", "pgp"),
        (ASC, "", "pgp"),
    ],
)
def test_words_beside_their_signature_are_read_and_the_signature_is_a_file(signature: str, protocol: str, way: str):
    subtype = f'signed; protocol="{protocol}"' if protocol else "signed"

    mail = parse(parted(plain("It broke."), signature, subtype=subtype))

    assert (mail.text, mail.seal) == ("It broke.", Seal("pgp" if way == "pgp" else "smime", "signed"))
    assert [file.name for file in mail.attachments] == [signature.partition("name=")[2].partition("\n")[0]]
    assert mail.problems == ()


def test_a_signature_that_a_server_moved_is_still_one():
    mail = parse(parted(plain("It broke."), ASC))

    assert mail.seal == Seal("pgp", "signed")


@pytest.mark.parametrize("form", [der, ber])
@pytest.mark.parametrize(
    "type_",
    [
        "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        "application/x-pkcs7-mime; name=smime.p7m",
        "application/pkcs7-mime",
        "application/octet-stream; name=smime.p7m",
    ],
)
def test_words_inside_their_signature_are_read(form, type_: str):
    mail = parse(wrapped(signed(INNER, form), type_))

    assert (mail.text, mail.seal) == ("The kéttle is broken.\n", Seal("smime", "signed"))
    assert len(mail.attachments) == 1
    assert mail.problems == ()


def test_files_inside_a_signature_stand_after_it_and_come_out_whole():
    inner = parted(plain("It broke."), html("<p>It broke.</p>"), "Content-Type: image/png; name=a.png\n\nphoto")
    body = inner[inner.index(b"Content-Type: multipart") :]

    raw = wrapped(signed(body))

    mail = parse(raw)
    assert [file.name for file in mail.attachments] == ["smime.p7m", "a.png"]
    assert attachment(raw, 1)[0] == b"photo"
    assert "It broke." in mail.text


def test_wrappings_inside_each_other_are_opened_a_few_steps_deep():
    once = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n"
    twice, often = once + signed(INNER), INNER
    for _ in range(30):
        often = once + signed(often)

    assert parse(wrapped(signed(twice))).text == "The kéttle is broken.\n"
    assert parse(wrapped(signed(often))).text == ""


def test_compressed_words_are_read():
    mail = parse(wrapped(compressed(INNER), "application/pkcs7-mime; smime-type=compressed-data"))

    assert (mail.text, mail.seal, mail.problems) == ("The kéttle is broken.\n", None, ())
    bomb = parse(wrapped(compressed(bytes(5_000_000)), "application/pkcs7-mime; smime-type=compressed-data"))
    assert (bomb.text, bomb.problems) == ("", ("bad_encoding",))


def test_many_that_swell_are_read_only_until_too_much_has_come():
    part = b"--cut\nContent-Type: application/pkcs7-mime\n\n" + compressed(INNER + b"x" * 100_000) + b"\n"

    mail = parse(letter("", Content_Type="multipart/mixed; boundary=cut") + part * 400)

    assert 100_000 < len(mail.text) < 600_000
    assert "bad_encoding" in mail.problems


@pytest.mark.parametrize(
    ("data", "type_"),
    [
        (der(0x30, ENVELOPED, der(0xA0, b"")), "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"),
        (der(0x30, ENVELOPED, der(0xA0, b"")), "application/x-pkcs7-mime; name=smime.p7m"),
        (b"broken", "application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m"),
        (b"broken", "application/pkcs7-mime"),
    ],
)
def test_an_encrypted_mail_keeps_its_bytes_and_says_so(data: bytes, type_: str):
    raw = wrapped(data, type_)

    mail = parse(raw)

    assert (mail.text, mail.seal, mail.problems) == ("", Seal("smime", "encrypted"), ("encrypted",))
    assert attachment(raw, 0)[0] == data
    assert (mail.kind, mail.automatic) == ("message", False)


def test_a_signed_file_that_came_along_is_a_file():
    contract = encodebytes(signed(b"%PDF-1.4")).decode()
    part = (
        f"Content-Type: application/pkcs7-mime; name=contract.pdf.p7m\nContent-Transfer-Encoding: base64\n\n{contract}"
    )

    mail = parse(parted(plain("Signed."), part))

    assert (mail.text, mail.seal, mail.problems) == ("Signed.", None, ())
    assert [file.name for file in mail.attachments] == ["contract.pdf.p7m"]


def test_pgp_mail_says_that_it_is_encrypted():
    version = "Content-Type: application/pgp-encrypted\n\nVersion: 1"
    block = "Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n"

    for subtype in ("encrypted; protocol=application/pgp-encrypted", "encrypted", "mixed"):
        mail = parse(parted(version, block, subtype=subtype))
        assert (mail.seal, mail.problems, mail.text) == (Seal("pgp", "encrypted"), ("encrypted",), "")
        assert len(mail.attachments) == 2


def test_real_signed_mails_are_read():
    [thunderbird] = corpus("mimekit/smime/thunderbird-signed.txt")
    [library] = corpus("flanker/messages/signed.eml")

    first, second = parse(thunderbird.read_bytes()), parse(library.read_bytes())

    assert (first.seal, second.seal) == (Seal("smime", "signed"), Seal("smime", "signed"))
    assert "Hopefully this works..." in first.text
    assert second.text == "a pöstal sign of our times"
    assert first.attachments[-1].name == second.attachments[-1].name == "smime.p7s"


def test_a_seal_has_a_key_of_its_own():
    assert as_json(parse(parted(plain("x"), ASC)), "-")["seal"] == {"way": "pgp", "what": "signed"}
    assert "seal" not in as_json(parse(letter()), "-")
