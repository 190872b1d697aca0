"""Whoever answers between our lines is heard, and our lines are not."""

from datetime import timedelta

from amends.desk.advice.hearing import questions_in
from amends.desk.cases.models import Message
from amends.desk.intake.tests.post import NOON, bring, letter

INLINE = """\
Dear Ben, see below.

On Mon, 2 Mar 2026, Ben Kant wrote:

> I am so sorry and disappointed that it came broken. Please send us a photo.

It is on its way. Who pays for the old one?

> Which colour would you like?

Blue. Does the bulb come with it?

Ada
"""


def test_questions_between_our_lines_are_heard_and_ours_are_not(mailbox):
    bring(letter("lamp"), mailbox=mailbox)
    bring(letter("answer", INLINE, answers=("lamp",)), NOON + timedelta(hours=1), mailbox=mailbox)

    message = Message.objects.latest("pk")
    heard = [message.shown[start:end] for start, end in message.heard["questions"]]

    assert heard == ["Who pays for the old one?", "Does the bulb come with it?"]
    assert [asked.text for asked in questions_in(message.case, [message]).asked] == heard
    assert "requests" not in message.heard
    assert "> Which colour would you like?" in message.shown


def test_a_mail_of_nothing_but_quoted_lines_is_heard(mailbox):
    bring(letter("lamp", "> The lamp arrived broken.\n> When will you send a new one?\n"), mailbox=mailbox)

    assert Message.objects.get().heard["questions"]
