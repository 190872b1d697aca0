"""PGP written among the words: what was said is read without it, and no line is lost."""

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse
from amends.craft.mail.mail import Seal
from amends.craft.mail.tests.letters import letter

SIGNED = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

The kettle is broken.
- --- see below ---
- --{blank}
Ada Lark
-----BEGIN PGP SIGNATURE-----
Version: GnuPG v2

iQIzBAEBCAAdFiEE
=abcd
-----END PGP SIGNATURE-----
""".replace("{blank}", " ")
ENCRYPTED = "-----BEGIN PGP MESSAGE-----\nVersion: GnuPG v2\n\nhQEMA1Zq\n=abcd\n-----END PGP MESSAGE-----\n"


def test_signed_words_are_read_without_their_armour():
    mail = parse(letter(SIGNED))

    assert (mail.reply, mail.signature[:12]) == ("The kettle is broken.\n--- see below ---", "-- \nAda Lark")
    assert mail.own_words.startswith("The kettle is broken.")
    assert (mail.seal, mail.problems, mail.language) == (Seal("pgp", "signed"), (), "en")


def test_the_text_stays_as_it_came_and_no_line_of_it_is_lost():
    mail = parse(letter("Hello,\n\n" + SIGNED + "\nlist footer\n"))

    assert mail.text == "Hello,\n\n" + SIGNED + "\nlist footer\n"
    parts = "\n".join((mail.reply, mail.quoted, mail.signature)).split("\n")
    lines = [line.removeprefix("- ").strip() for line in mail.text.split("\n")]
    assert sorted({line for line in lines if line} - {line.strip() for line in parts}) == []
    assert "-----BEGIN PGP SIGNATURE-----" in mail.signature
    assert "-----BEGIN" not in mail.reply


def test_a_quoted_armour_is_quoted():
    quoted = "".join(f"> {line}\n" for line in SIGNED.split("\n"))

    mail = parse(letter(f"No!\n\nOn 2 Nov 2026, at 10:12, Ben <ben@desk.example> wrote:\n{quoted}"))

    assert (mail.reply, mail.seal) == ("No!", None)


def test_an_encrypted_stretch_is_kept_and_not_listened_to():
    mail = parse(letter("Please read this.\n\n" + ENCRYPTED))

    assert (mail.seal, mail.problems) == (Seal("pgp", "encrypted"), ("encrypted",))
    assert "hQEMA1Zq" in mail.reply
    assert mail.own_words == "Please read this."


def test_armour_without_an_end_is_text():
    mail = parse(letter(SIGNED.partition("-----END")[0]))

    assert (mail.seal, mail.text) == (None, SIGNED.partition("-----END")[0])
    assert mail.reply.startswith("-----BEGIN PGP SIGNED MESSAGE-----")


def test_a_public_key_is_no_seal():
    key = "Here is my key.\n\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENB\n-----END PGP PUBLIC KEY BLOCK-----\n"

    assert parse(letter(key)).seal is None


def test_many_beginnings_cost_little():
    begun = "-----BEGIN PGP SIGNED MESSAGE-----\n" * 20_000
    ended = "-----END PGP SIGNATURE-----\n" * 20_000

    assert parse(letter(ended + begun)).seal is None
    assert parse(letter("-----BEGIN PGP MESSAGE-----\n" * 20_000)).seal is None


@given(st.lists(st.sampled_from([*SIGNED.split("\n"), *ENCRYPTED.split("\n"), "> x", "Words."]), max_size=30))
def test_lines_in_any_order_are_all_kept(lines: list[str]):
    mail = parse(letter("\n".join(lines)))

    kept = "\n".join((mail.reply, mail.quoted, mail.signature))
    assert all(line.removeprefix("- ").strip() in kept for line in lines if line.strip("- "))
