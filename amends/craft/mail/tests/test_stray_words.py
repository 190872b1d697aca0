"""Words that stand outside the parts of a mail."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import letter

WHERE = [
    "{words}\n--cut--\n",
    "{words}\n--cut\n\n--cut--\n",
    "{words}\r\n--cut\r\nContent-Type: text/plain\r\n\r\n\r\n--cut--\r\n",
    "--cut\n\n--cut--\n{words}\n",
    "--cut\nContent-Type: text/html\n\n<p> </p>\n--cut--\n\n{words}",
    "This is a multi-part message in MIME format.\n\n--cut\n\n--cut--\n{words}\n",
    "{words}\n--cut\nContent-Type: application/pdf\n\n%PDF\n--cut--\n",
]


@pytest.mark.parametrize("body", WHERE)
def test_words_outside_the_parts_are_shown_where_no_part_has_any(body: str):
    said = "The kettle is broken.\n\n-- \nAda Lark"
    mail = parse(letter(body.format(words=said), Content_Type="multipart/mixed; boundary=cut").replace(b"\r", b""))

    assert mail.text == said
    assert "stray_words" in mail.problems


@pytest.mark.parametrize(
    "body",
    [
        "Above.\n--cut\n\nThe kettle is broken.\n--cut--\nBelow.\n",
        "--cut\nContent-Type: multipart/mixed; boundary=in\n\nUp.\n--in\n\nThe kettle is broken.\n--in--\n--cut--",
    ],
)
def test_what_stands_outside_is_no_part_of_the_words_else(body: str):
    mail = parse(letter(body, Content_Type="multipart/mixed; boundary=cut"))

    assert mail.text.strip() == "The kettle is broken."
    assert "stray_words" not in mail.problems


def test_what_programs_write_above_the_parts_are_no_words():
    mail = parse(
        letter("This is a MIME-encoded message.\n--cut\n\n--cut--\n", Content_Type="multipart/mixed; boundary=cut")
    )

    assert mail.text == ""
    assert "empty" in mail.problems
