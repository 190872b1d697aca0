"""`amends listen` and `amends coach` answer as their schemas say, one text or line for line."""

import json

import pytest

from amends.doors.cli.commands.schema import SCHEMAS
from amends.doors.cli.tests.schema_check import faults

FURIOUS = "This is the third time my lamp arrived broken! When do I get my 49.90 EUR back? I want a refund.\n\nAda"
COLD = "Dear Ada,\n\nour policy says no refunds. Is that OK?\n"
WARM = """Dear Ada,

I am sorry that your lamp arrived broken for the third time. You will have your 49.90 EUR back by Friday, 6 March; I
have sent it today. I will write to you on Monday to hear that it has arrived.

Kind regards
Ben
"""
TEXTS = [
    FURIOUS,
    "Thank you, all is well.",
    "",
    "Wo bleibt mein Paket? Ich warte seit drei Wochen.",
    "¿Dónde está? 😡 \ud83d",
]


def schema(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def jsonl(*questions) -> str:
    return "".join(json.dumps(question) + "\n" for question in questions)


def test_what_is_heard_in_one_message_is_as_the_schema_says(amends):
    ended = amends("listen", "-", "--json", stdin=FURIOUS)

    [heard] = ended.answers
    assert ended.code == 0
    assert faults(heard, schema("listen")) == []
    assert [question["text"] for question in heard["questions"]] == ["When do I get my 49.90 EUR back?"]


def test_a_batch_is_answered_line_for_line(amends):
    ended = amends("listen", "--jsonl", "--json", stdin=jsonl(*({"text": text} for text in TEXTS)))

    assert ended.code == 0
    assert [fault for heard in ended.answers for fault in faults(heard, schema("listen"))] == []
    assert len(ended.answers) == len(TEXTS)


def test_a_message_is_heard_in_words(amends, tmp_path):
    path = tmp_path / "message.txt"
    path.write_text(FURIOUS, encoding="utf-8")

    assert "When do I get my 49.90 EUR back?" in amends("listen", path).out


def test_a_malformed_line_is_answered_in_its_place(amends):
    stdin = (
        jsonl({"text": "Hello"}) + "nonsense\n\n" + jsonl({"text": 1}, {"text": "x", "channel": "smoke"}, {"text": "!"})
    )

    ended = amends("listen", "--jsonl", stdin=stdin)

    assert ended.code == 1
    assert [answer.get("error") for answer in ended.answers] == [
        None,
        "line 2: not a JSON object",
        "line 4: 'text' must be a text",
        "line 5: 'channel' must be one of email, chat, phone, voicemail, letter, web",
        None,
    ]


@pytest.mark.parametrize("earlier", ["before", [1], {"a": "b"}])
def test_earlier_messages_are_a_list_of_texts(amends, earlier):
    [answer] = amends("listen", "--jsonl", stdin=jsonl({"text": "x", "earlier": earlier})).answers

    assert answer == {"error": "line 1: 'earlier' must be a list of texts"}


@pytest.fixture
def letters(tmp_path):
    for name, text in (("message", FURIOUS), ("cold", COLD), ("warm", WARM)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_review_is_as_the_schema_says(amends, letters):
    ended = amends("coach", letters / "cold", "--message", letters / "message", "--json")

    [review] = ended.answers
    assert ended.code == 0
    assert faults(review, schema("coach")) == []
    assert "error" in {finding["severity"] for finding in review["findings"]}


def test_a_batch_of_drafts_is_reviewed_line_for_line(amends):
    questions = [
        {"draft": COLD, "message": FURIOUS},
        {"draft": WARM, "message": FURIOUS, "stage": "own_up"},
        {"draft": ""},
    ]

    ended = amends("coach", "--jsonl", stdin=jsonl(*questions))

    assert len(ended.answers) == len(questions)
    assert [fault for review in ended.answers for fault in faults(review, schema("coach"))] == []


@pytest.mark.parametrize(
    ("limit", "draft", "code"), [("error", "cold", 3), ("error", "warm", 0), ("warning", "cold", 3)]
)
def test_fail_on_says_by_the_exit_code_what_was_found(amends, letters, limit, draft, code):
    assert amends("coach", letters / draft, "--message", letters / "message", "--fail-on", limit).code == code


def test_fail_on_counts_in_a_batch_too(amends):
    assert amends("coach", "--jsonl", "--fail-on", "error", stdin=jsonl({"draft": WARM}, {"draft": COLD})).code == 3


def test_a_review_is_told_in_words(amends, letters):
    told = amends("coach", letters / "cold", "--message", letters / "message").out

    assert told.startswith("verdict: ")
    assert "“our policy says no refunds”" in told


def test_a_text_may_open_with_a_byte_order_mark_and_hold_bytes_that_are_none(amends):
    [heard] = amends("listen", "--json", stdin=b"\xef\xbb\xbfWhere is my lamp?\xff").answers

    assert heard["questions"][0]["start"] == 0
