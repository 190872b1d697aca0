"""How many replies of the public corpora are cut where they should be; the shares are those that are reached."""

import json
from pathlib import Path

import pytest

from amends.craft.mail import parse, split_reply
from amends.craft.mail.tests.corpora import corpus
from amends.craft.mail.wire.addresses import read_addresses
from amends.craft.text import normalise

FIRST_LINE, LAST_LINE = "Fusce bibendum", "et mollis"  # of the same five lines above many quotations in one corpus

# Own words run into the quoted ones with nothing but a phone's footer between, or between broken quoted lines.
NOT_CUT = {"email_15.txt", "email_7.txt", "email_german_3.txt"}

UNCUT = ("not_a_signature", "tricky_1_", "tricky_2_", "tricky_3_", "tricky_4_", "tricky_6_", "tricky_7_", "tricky_8_")


def test_crisp_bodies_end_with_their_own_five_lines():
    missed = set()
    for path in corpus("crisp_email_reply_parser/fixtures/*.txt"):
        text = normalise(path.read_text("utf-8"))
        if text.startswith(FIRST_LINE):
            lines = text.split("\n")
            last = next(at for at, line in enumerate(lines) if line.startswith(LAST_LINE))
            if split_reply(text).own_words != "\n".join(lines[: last + 1]).strip():
                missed.add(path.name)

    assert missed == NOT_CUT  # 40 of 43 are right


def test_bodies_without_a_quotation_are_left_whole():
    for path in corpus("crisp_email_reply_parser/fixtures/*.txt"):
        if any(name in path.name for name in UNCUT):
            text = normalise(path.read_text("utf-8"))
            assert split_reply(text).signed_reply == text.strip(), path.name


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("email_1_3", "-Abhishek Kona"),
        ("email_1_4", "another problem with it."),
        ("email_1_6", "proper rendering as well."),
        ("email_1_7", ":+1:"),
        ("email_2_1", "Outlook with a reply"),
        ("email_2_2", "Outlook with a reply directly above line"),
        ("email_2_3", "Outlook with a reply directly above line"),
        ("email_BlackBerry", "Here is another email"),
        ("email_bullets", "- and another"),
        ("email_one_is_not_on", "when I run..."),
        ("greedy_on", "tunnel is not working."),
        ("pathological", "get back to a computer."),
    ],
)
def test_github_bodies_end_where_the_quotation_begins(name: str, ends: str):
    [path] = corpus(f"email_reply_parser/emails/{name}.txt")

    assert split_reply(normalise(path.read_text("utf-8"))).reply.rstrip().endswith(ends)


def test_github_inline_answers_keep_their_questions():
    [path] = corpus("email_reply_parser/emails/email_1_8.txt")

    split = split_reply(normalise(path.read_text("utf-8")))

    assert split.own_words == "I will reply under this one\n\nand under this."
    assert split.reply.index("reply under this line") < split.reply.index("I will reply") < split.reply.index("> okay?")


def _wanted(path: Path) -> str:
    label = path.with_name(f"{path.stem}_reply_text")
    return label.read_text("utf-8") if label.exists() else "Hello"


def test_every_mail_program_of_talon_is_known():
    for path in corpus("talon/standard_replies/*.eml"):
        assert parse(path.read_bytes()).signed_reply.split() == _wanted(path).split(), path.name


def test_every_html_reply_of_talon_is_cut():
    for path in corpus("talon/html_replies/*.html"):
        mail = parse(b"Content-Type: text/html; charset=utf-8\n\n" + path.read_bytes())
        assert mail.signed_reply.split() == "Hi. I am fine. Thanks, Alex".split(), path.name


def _forge(line: str) -> tuple[list[str], list[str]]:
    """Give the labelled and the found lines of the signature of one mail."""
    mail = json.loads(line)
    lines = mail["body"].split("\n")
    who = read_addresses(mail["sender"].encode()) if "<" in mail["sender"] else ()
    split = split_reply(
        "\n".join(said.removeprefix("#sig#") for said in lines), name=(who[0].name if who else mail["sender"])
    )
    wanted = [said.removeprefix("#sig#").strip() for said in lines if said.startswith("#sig#")]
    return [said for said in wanted if said], [said.strip() for said in split.signature.split("\n") if said.strip()]


def test_forge_signatures_are_found_and_hardly_a_word_is_taken_for_one():
    [path] = corpus("forge/signatures.jsonl")

    mails = [_forge(line) for line in path.read_text("utf-8").splitlines()]

    assert sum(bool(wanted) and wanted == found for wanted, found in mails) >= 75  # of 97 to the line
    assert sum(not wanted and bool(found) for wanted, found in mails) <= 3  # of 95: notices, and initials
    found = [line for _, lines in mails for line in lines]
    right = [line for wanted, lines in mails for line in lines if line in wanted]
    assert len(right) / len(found) > 0.9


def test_talon_signatures_are_found_or_left_in_never_cut_too_high():
    found = 0
    for path in corpus("talon/signature/emails/stripped/*_body"):
        text = path.read_text("utf-8")
        name = path.with_name(path.name.replace("_body", "_sender")).read_text("utf-8").strip()
        label = path.with_name(path.name.replace("_body", "_signature"))
        wanted = label.read_text("utf-8") if label.exists() else ""
        signature = split_reply(text, name=name).signature
        assert signature in wanted, path.name
        found += bool(signature) or not wanted.strip()

    assert found >= 5  # of 6; the other is marked by hand in its corpus
