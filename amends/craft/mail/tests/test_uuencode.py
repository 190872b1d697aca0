"""Files that old programs put among the words are taken out; what only looks like one stays."""

import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import attachment, parse
from amends.craft.mail.tests.letters import letter, parted, plain
from amends.craft.mail.wire.uuencode import cut_out


def coded(data: bytes, name: str = "kettle.jpg", *, zero: str = "`", strip: bool = False, summed: bool = False) -> str:
    lines = [binascii.b2a_uu(data[at : at + 45]).decode().removesuffix("\n") for at in range(0, len(data), 45)]
    lines = [line.rstrip(" ") if strip else f"{line}X" if summed else line for line in lines]
    return "\n".join([f"begin 644 {name}", *lines, *([zero] if zero is not None else []), "end", ""])


PHOTO = bytes(range(256)) * 3


def test_a_file_is_taken_out_and_the_words_around_it_stay():
    raw = letter(f"The kettle broke.\n\n{coded(PHOTO)}\nPlease call me.\n")

    mail = parse(raw)

    assert mail.text == "The kettle broke.\n\n\nPlease call me.\n"
    assert [(file.name, file.type, file.size, file.inline) for file in mail.attachments] == [
        ("kettle.jpg", "image/jpeg", 768, False)
    ]
    assert attachment(raw, 0)[0] == PHOTO
    assert mail.problems == ()


@pytest.mark.parametrize("data", [b"x", b"xy", b"xyz", PHOTO[:45], PHOTO[:46], bytes(100), b"\xff" * 90])
@pytest.mark.parametrize("form", [{}, {"zero": " "}, {"zero": ""}, {"strip": True}, {"summed": True}])
def test_the_forms_of_different_programs_are_read(data: bytes, form: dict[str, str | bool]):
    written = coded(
        data, zero=str(form.get("zero", "`")), strip=bool(form.get("strip")), summed=bool(form.get("summed"))
    )

    assert cut_out(written) == ("", [("kettle.jpg", data)])


def test_what_fills_up_the_last_group_may_be_anything():
    line = binascii.b2a_uu(PHOTO[:40]).decode().removesuffix("\n")
    text = f"begin 644 kettle.jpg\n{line[:-1]}K\n`\nend\n"

    assert cut_out(text) == ("", [("kettle.jpg", PHOTO[:40])])


def test_several_files_come_in_order_with_their_bare_names():
    text = coded(b"one", "C:\\photos\\one photo.png") + "and\n" + coded(b"two", "two.pdf") + coded(b"three", "three")

    left, files = cut_out(text)

    assert (left, files) == ("and\n", [("one photo.png", b"one"), ("two.pdf", b"two"), ("three", b"three")])


def test_the_form_in_base64_is_read_too():
    assert cut_out("Look:\nbegin-base64 644 a.txt\nSGVsbG8=\n====\nBye\n") == ("Look:\nBye\n", [("a.txt", b"Hello")])


@pytest.mark.parametrize(
    "text",
    [
        "begin 644 kettle.jpg\n",
        "begin 644 kettle.jpg\nend\n",
        "begin 644 times to see it broken\nand then give up\nend\n",
        "to begin 644 things\n",
        coded(PHOTO).removesuffix("end\n"),
        coded(PHOTO).replace("\n", "\nsee what I mean?\n", 3),
        "> " + coded(PHOTO).replace("\n", "\n> "),
        "begin-base64 644 a.txt\nSGVsbG8=\n",
        "begin-base64 644 a.txt\nSGVsbG8\n====\n",
        "begin\nend\n",
    ],
)
def test_what_is_no_whole_file_stays_in_the_text(text: str):
    assert cut_out(text) == (text, [])
    assert parse(letter(text)).text == text


def test_a_mail_of_a_file_alone_is_not_empty():
    mail = parse(letter(coded(PHOTO)))

    assert (mail.text, mail.problems, len(mail.attachments)) == ("", (), 1)


def test_a_part_may_be_encoded_so_as_a_whole():
    part = "Content-Type: image/gif; name=a.gif\nContent-Transfer-Encoding: x-uuencode\n\n" + coded(PHOTO, "a.gif")

    raw = parted(plain("x"), part)

    assert attachment(raw, 0)[0] == PHOTO
    assert parse(raw).problems == ()


def test_many_beginnings_cost_little():
    assert cut_out("begin 644 a\n" * 50_000)[1] == []
    assert len(cut_out(coded(b"x") * 5_000)[1]) == 100


@given(st.binary(max_size=400), st.text(max_size=30), st.text(max_size=30))
def test_what_goes_in_comes_out(data: bytes, before: str, after: str):
    before, after = before.replace("begin", ""), after.replace("begin", "")

    left, files = cut_out(f"{before}\n{coded(data or b'x')}{after}")

    assert (left, files) == (f"{before}\n{after}", [("kettle.jpg", data or b"x")])
