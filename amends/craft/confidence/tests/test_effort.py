"""The effort of a case is what it took the customer."""

from datetime import timedelta

from amends.craft.confidence import Effort, effort
from amends.craft.confidence.tests.cast import BEN, CALENDAR, CLEO, after, asked, handed_to, replied

NOW = after(days=10)
NOTHING = timedelta()


def test_asked_once_and_answered_within_the_morning_is_no_effort() -> None:
    found = effort([asked(after()), replied(after(hours=2))], CALENDAR, now=NOW)

    assert found == Effort(1, 0, 0, 0, timedelta(hours=2), 0)
    assert not found.is_high


def test_all_pieces_of_effort_add_up() -> None:
    story = [
        asked(after()),
        replied(after(hours=1), BEN, reasked=1),
        asked(after(days=1), channel="phone", denies=True),
        handed_to(CLEO, after(days=1, hours=1), introduced=True),
        replied(after(days=1, hours=5), CLEO),
    ]

    found = effort(story, CALENDAR, now=NOW)

    assert found == Effort(
        contacts=2, transfers=1, reasked=1, channel_switches=1, waiting=timedelta(hours=6), score=1 + 2 + 2 + 1 + 1
    )
    assert found.is_high


def test_waiting_counts_working_time_only() -> None:
    friday_at_four = after(days=4, hours=7)

    found = effort([asked(friday_at_four), replied(after(days=7, hours=1))], CALENDAR, now=NOW)

    assert found.waiting == timedelta(hours=2)


def test_who_waits_still_waits_until_now_and_asking_again_does_not_start_anew() -> None:
    story = [asked(after()), asked(after(hours=3)), replied(after(hours=4), answered=False)]

    assert effort(story, CALENDAR, now=after(hours=6)).waiting == timedelta(hours=6)


def test_effort_is_shown_as_it_was_then() -> None:
    story = [asked(after()), replied(after(hours=2)), asked(after(days=1)), replied(after(days=1, hours=2), CLEO)]

    assert effort(story, CALENDAR, now=after(hours=4)) == effort(story[:2], CALENDAR, now=after(hours=4))


def test_thanks_are_not_waited_on() -> None:
    assert effort([asked(after(), asks=False)], CALENDAR, now=NOW).waiting == NOTHING


def test_a_chat_is_one_contact() -> None:
    chat = [asked(after(hours=minute / 60), channel="chat") for minute in range(0, 50, 5)]

    assert effort(chat, CALENDAR, now=NOW).contacts == 1


def test_nothing_said_is_no_effort() -> None:
    assert effort([], CALENDAR, now=NOW) == Effort(0, 0, 0, 0, NOTHING, 0)
