"""yEnc stays in its text without spoiling the words around it; pieces of longer mails are read as far as they go."""

from amends.craft.mail import parse
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.tests.letters import letter, parted, plain

BINARY = bytes(number for number in range(1, 256) if number not in b"\r\n=\0")
BLOCK = (
    b"=ybegin line=128 size=251 name=kettle.jpg\r\n" + BINARY + b"\r\n" + BINARY + b"\r\n=yend size=251 crc32=0a\r\n"
)


def test_words_around_yenc_keep_their_charset_and_the_block_its_bytes():
    for charset in ("utf-8", "iso-8859-1"):
        body = "Der Wasserkocher ist völlig kaputt.\r\n".encode(charset) + BLOCK + "Grüße\r\n".encode(charset)
        raw = letter("", Content_Type=f"text/plain; charset={charset}") + body

        mail = parse(raw)

        assert mail.text.startswith("Der Wasserkocher ist völlig kaputt.\n=ybegin")
        assert mail.text.endswith("Grüße\n")
        assert BINARY.decode("latin-1") in mail.text
        assert mail.attachments == ()
        assert (mail.language, "ÿ" in mail.own_words) == ("de", False)


def test_yenc_without_an_end_is_text():
    raw = letter("") + b"It broke.\n=ybegin line=128 size=9 name=a\nabc\n" * 3

    assert parse(raw).text.count("It broke.") == 3


def test_the_words_of_the_first_piece_are_those_of_the_whole():
    head = {"Content_Type": 'message/partial; id="a@b"; number=1; total=2'}

    mail = parse(letter("Subject: Kettle\nContent-Type: text/plain\n\nIt broke and", **head))

    assert mail.text == "It broke and"
    assert mail.problems == ("partial",)
    assert [file.type for file in mail.attachments] == ["message/partial"]


def test_the_words_of_a_later_piece_are_read_and_what_is_no_words_is_kept():
    head = {"Content_Type": 'message/partial; id="a@b"; number=2; total=2'}

    assert parse(letter("then fell down.", **head)).text == "then fell down."
    assert parse(letter("QUJD" * 19 + "\n", **head)).text == ""
    assert parse(letter("QUJD" * 19 + "\n", **head)).problems == ("partial",)


def test_pieces_within_pieces_end():
    nested = "Content-Type: message/partial; number=1\n\n" * 3_000

    mail = parse(letter(nested, Content_Type="message/partial; number=1; total=2"))

    assert "partial" in mail.problems
    assert "unreadable" not in mail.problems


def test_real_pieces_are_read():
    first, second = (parse(path.read_bytes()) for path in corpus("mimekit/partial/rfc2046.[01].eml"))

    assert (first.problems, second.problems) == (("partial",), ("partial",))
    assert second.text.strip() == "... second half of encoded audio data goes here ..."


def test_forms_for_other_programs_are_no_files():
    amp = "Content-Type: text/x-amp-html\n\n<html amp4email></html>"
    shown = "Content-Type: text/html\n\n<p>It broke.</p>"

    mail = parse(parted(plain("It broke."), amp, shown, subtype="alternative"))

    assert (mail.text, mail.html, mail.attachments) == ("It broke.", "<p>It broke.</p>", ())
    assert len(parse(parted(amp, subtype="alternative")).attachments) == 1
