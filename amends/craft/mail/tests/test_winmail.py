"""A winmail.dat is opened: its files stand as files, and its words as the words where the mail has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import attachment, parse
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.wrapped.rich_text import unfold
from amends.craft.mail.wrapped.tnef import open_tnef

FILES = [
    "attachments",
    "body",
    "long-filename",
    "one-file",
    "rtf",
    "triples",
    "two-files",
    "unicode-mapi-attr",
    "winmail",
]


def mail_of(tnef: bytes, words: bytes = b"Here it is.") -> bytes:
    return (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
        + words
        + b"\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: binary\n\n"
        + tnef
        + b"\n--x--\n"
    )


def file_of(name: str) -> bytes:
    [path] = corpus(f"mimekit/tnef/{name}")
    return path.read_bytes()


@pytest.fixture(scope="module")
def wrapped():
    return {name: file_of(f"{name}.tnef") for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_every_file_that_the_corpus_names_is_there(name, wrapped):
    expected = file_of(f"{name}.list").decode().split("\n")

    mail = parse(mail_of(wrapped[name]))

    found = [each.name for each in mail.attachments]
    assert sorted(set(filter(None, expected)) - set(found)) == []
    assert "tnef" not in mail.problems


def test_a_file_comes_out_as_it_went_in(wrapped):
    raw = mail_of(wrapped["one-file"])

    data, file = attachment(raw, 0)

    assert (file.name, file.type, len(data)) == ("AUTHORS", "application/octet-stream", 244)
    assert b"AUTHORS" in wrapped["one-file"]
    assert data in wrapped["one-file"]


def test_its_words_are_the_words_of_a_mail_that_has_none(wrapped):
    mail = parse(b"From: a@b.example\nContent-Type: application/ms-tnef\n\n" + wrapped["body"])

    assert mail.text.strip()
    assert "<" in mail.html
    assert "empty" not in mail.problems


def test_its_words_stand_beside_those_of_a_mail_that_has_some(wrapped):
    mail = parse(mail_of(wrapped["body"]))

    assert mail.text == "Here it is."
    assert [file.name for file in mail.attachments] == ["body.html"]


def test_a_real_mail_with_one_is_opened():
    mail = parse(file_of("ukr.eml"))

    assert mail.attachments
    assert "tnef" not in mail.problems


def test_what_is_none_stays_a_file_and_is_told():
    mail = parse(mail_of(b"no such thing"))

    assert [file.name for file in mail.attachments] == ["winmail.dat"]
    assert "tnef" in mail.problems


@pytest.mark.parametrize("name", FILES)
def test_one_cut_short_gives_what_stood_before_and_never_raises(name, wrapped):
    data = wrapped[name]

    for length in range(0, len(data), max(1, len(data) // 60)):
        opened = open_tnef(data[:length])
        mail = parse(mail_of(data[:length]))
        assert mail.attachments or (opened is not None and not opened.files)


@given(st.binary(max_size=300), st.integers(0, 5000), st.sampled_from(FILES))
def test_bytes_turned_about_never_raise(junk, at, name):
    data = file_of(f"{name}.tnef")

    opened = open_tnef(data[:at] + junk + data[at + len(junk) :])

    assert opened is None or sum(len(file.data) for file in opened.files) <= len(data) + len(junk)
    assert len(unfold(b"\xff\xff\xff\xff\xff\xff\xff\x7fLZFu\0\0\0\0" + junk)) <= 20 * (len(junk) + 1)


def test_rich_text_that_claims_to_be_endless_ends():
    endless = b"\0\0\0\0\xff\xff\xff\xffLZFu\0\0\0\0" + b"\x00abcdefgh" * 600_000

    assert len(unfold(endless)) <= 4_000_000
