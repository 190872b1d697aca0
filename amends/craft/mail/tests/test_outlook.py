"""Outlook keeps our answers with the mail that they answer."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import compose
from amends.craft.mail.composing.outlook import thread_index, thread_index_of
from amends.craft.mail.tests.test_writing import REPLY

ROOT = thread_index("", seed="Kettle", at=REPLY.date)


def test_a_conversation_begins_with_22_bytes_that_tell_its_moment():
    begun = base64.b64decode(ROOT)

    assert len(begun) == 22
    assert begun[0] == 1
    assert thread_index("", seed="Kettle", at=REPLY.date) == ROOT
    assert thread_index("", seed="Lamp", at=REPLY.date) != ROOT


@given(st.integers(0, 10**9), st.integers(1, 30))
def test_an_answer_adds_five_bytes_to_what_it_answers(seconds, answers):
    index = ROOT
    for number in range(answers):
        index = thread_index(index, seed="x", at=REPLY.date + timedelta(seconds=seconds + number))

    known = base64.b64decode(index)
    assert known[:22] == base64.b64decode(ROOT)
    assert len(known) == 22 + 5 * answers


@pytest.mark.parametrize("bad", ["", "no base64!", "AQ==", base64.b64encode(b"x" * 24).decode()])
def test_an_index_that_is_none_begins_anew(bad):
    assert thread_index(bad, seed="Kettle", at=REPLY.date) == ROOT


def test_the_index_of_a_mail_is_found_in_its_headers_only():
    written = compose(replace(REPLY, topic="Kettle"))

    assert thread_index_of(written) == ROOT
    assert thread_index_of(b"Subject: x\r\n\r\nThread-Index: " + ROOT.encode()) == ""
    assert thread_index_of(b"thread-index: " + ROOT[:10].encode() + b"\r\n " + ROOT[10:].encode() + b"\r\n\r\n") == ROOT


def test_the_headers_are_written_where_a_topic_is_given():
    assert b"\r\nThread-Topic: Kettle\r\nThread-Index: " in compose(replace(REPLY, topic="Kettle"))
    assert b"Thread-" not in compose(REPLY)
