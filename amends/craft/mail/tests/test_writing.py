"""A mail of ours is well formed, threads for everybody, says the same each time, and can't be given a header."""

import email
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import Address, Enclosure, Mail, Outgoing, attachment, compose, parse
from amends.craft.refusal import Malformed, Missing

REPLY = Outgoing(
    sender=Address("Ben Bird", "desk@shop.example"),
    to=(Address("Ada Lark", "ada@lark.example"),),
    subject="Re: Kettle [K7Q4]",
    text="Dear Ada,\n\na new kettle is **on its way**.\n\n- blue\n- 1.7 l\n\n-- \nBen",
    date=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    message_id="K7Q4.12.abc@shop.example",
    in_reply_to="first@lark.example",
    references=("root@lark.example", "first@lark.example"),
)
PHOTO = Enclosure("Größe 40.png", "image/png", bytes(range(256)) * 300)
ANYTHING = st.text(max_size=120)


def read(mail: Outgoing) -> Mail:
    return parse(compose(mail))


def test_what_is_written_is_read_again():
    mail = read(replace(REPLY, cc=(Address("", "dana@shop.example"),), reply_to=(Address("Desk", "d@shop.example"),)))

    assert (mail.sender, mail.to, mail.subject) == (REPLY.sender, REPLY.to, REPLY.subject)
    assert (mail.cc, mail.reply_to) == ((Address("", "dana@shop.example"),), (Address("Desk", "d@shop.example"),))
    assert (mail.message_id, mail.in_reply_to) == (REPLY.message_id, REPLY.in_reply_to)
    assert (mail.references, mail.date) == (REPLY.references, REPLY.date)
    assert mail.text == "Dear Ada,\n\na new kettle is on its way.\n\n- blue\n- 1.7 l\n\n-- \nBen\n"
    assert "<strong>on its way</strong>" in mail.html
    assert (mail.kind, mail.automatic, mail.problems) == ("message", False, ())
    assert mail.signature.removeprefix("-- \n") == "Ben"


def test_the_standard_library_finds_no_fault():
    message = email.message_from_bytes(compose(replace(REPLY, enclosures=(PHOTO,))), policy=default)

    assert not [defect for part in message.walk() for defect in part.defects]
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "image/png",
    ]
    assert message["References"] == "<root@lark.example> <first@lark.example>"


def test_the_same_mail_is_the_same_bytes():
    assert compose(replace(REPLY, enclosures=(PHOTO,))) == compose(replace(REPLY, enclosures=(PHOTO,)))


def test_enclosures_keep_name_type_and_bytes():
    data, listed = attachment(compose(replace(REPLY, enclosures=(PHOTO,))), 0)

    assert (data, listed.name, listed.type) == (PHOTO.data, PHOTO.name, PHOTO.type)


@pytest.mark.parametrize("type_", ["", "image", "message/rfc822", "multipart/mixed", "text/plain\r\nBcc: x@y"])
def test_an_enclosure_of_a_type_that_may_not_be_base64_goes_as_a_file(type_: str):
    assert (
        read(replace(REPLY, enclosures=(replace(PHOTO, type=type_),))).attachments[0].type == "application/octet-stream"
    )


def test_automatic_mail_says_so_and_asks_for_no_answer():
    written = compose(replace(REPLY, automatic="auto-replied"))

    assert b"\r\nAuto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n" in written
    assert (parse(written).automatic, parse(written).kind) == (True, "auto_reply")
    assert b"Auto-Submitted" not in compose(REPLY)


def test_a_long_chain_keeps_its_first_and_its_last_ids():
    chain = tuple(f"{number}.{'x' * 40}@lark.example" for number in range(200))

    written = compose(replace(REPLY, references=chain, in_reply_to=chain[-1]))

    references = parse(written).references
    assert references[0] == chain[0]
    assert references[1:] == chain[-len(references) + 1 :]
    assert len(email.message_from_bytes(written)["References"].replace("\r\n", "")) <= 998


def test_the_mail_answered_closes_the_chain_even_when_it_was_not_in_it():
    assert read(replace(REPLY, references=("root@lark.example",))).references == REPLY.references
    assert read(replace(REPLY, references=(), in_reply_to=None)).references == ()


def test_ids_that_no_header_can_hold_are_left_out():
    bad = ("with blank@x", "broken\r\nBcc: x@y", "größe@x", "x" * 1000 + "@x", "<in@brackets>")

    assert read(replace(REPLY, references=bad, in_reply_to=None)).references == ("in@brackets",)


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_nothing_written_into_a_field_becomes_a_header(name: str, subject: str, text: str, file: str):
    written = compose(
        replace(
            REPLY,
            sender=Address(name, "desk@shop.example"),
            subject=subject + "\r\nBcc: dan@elsewhere.example",
            text=text,
            enclosures=(Enclosure(file, "text/plain", b"x"),),
        )
    )

    message = email.message_from_bytes(written)
    assert message.keys() == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Content-Type",
    ]
    assert all(len(line) <= 998 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_names_and_subjects_come_out_as_they_went_in(words: str):
    mail = read(replace(REPLY, subject=words, sender=Address(f"A {words} B", "desk@shop.example")))

    assert (mail.subject, mail.sender.name) == (words, f"A {words} B")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@",
        "@lark.example",
        "ada lark@x.example",
        "ada@x\r\nBcc: y@z",
        "a@b@c.example,d@e",
        "größe@x.example",
    ],
)
def test_an_address_that_no_server_takes_is_refused(address: str):
    with pytest.raises(Malformed):
        compose(replace(REPLY, to=(Address("Ada", address),)))


@pytest.mark.parametrize("id_", ["", "two words@x", "x@y\r\nBcc: dan@elsewhere.example"])
def test_a_mail_without_a_usable_id_is_refused(id_: str):
    with pytest.raises(Malformed):
        compose(replace(REPLY, message_id=id_))


def test_a_domain_in_any_script_is_written_for_every_server():
    assert b"<ada@xn--mller-kva.example>" in compose(replace(REPLY, to=(Address("Ada", "ada@müller.example"),)))


def test_a_mail_to_nobody_is_refused():
    with pytest.raises(Missing):
        compose(replace(REPLY, to=()))


def test_lines_that_relays_would_change_are_protected():
    mail = replace(REPLY, text="From here on.\n.\nindented \n" + "word " * 400)

    assert b"\nFrom here" not in compose(mail)
    assert read(mail).text == "From here on.\n.\nindented \n" + ("word " * 400).rstrip(" ") + " \n"


def test_the_language_is_told_to_screen_readers():
    written = compose(replace(REPLY, language="de"))

    assert b"Content-Language: de\r\n" in written
    assert '<html lang="de">' in parse(written).html
    assert b"Content-Language" not in compose(replace(REPLY, language='de"><script>'))


@pytest.mark.parametrize("name", ["単" * 200 + ".pdf", "ж" * 255 + ".docx", "x" * 3_000, "." + "é" * 400])
def test_a_long_name_of_a_file_makes_no_line_that_servers_cut(name):
    written = compose(replace(REPLY, enclosures=(Enclosure(name, "text/plain", b"x"),)))

    [read_name] = [file.name for file in parse(written).attachments]
    assert max(len(line) for line in written.split(b"\r\n")) <= 998
    assert (read_name[:50], read_name[-4:]) == (name[:50], name[-4:])


def test_half_a_character_in_a_topic_is_no_reason_not_to_write():
    assert b"Thread-Topic:" in compose(replace(REPLY, topic="half \ud83d of it"))
