"""Everything that was said is found by its words, the same on both databases."""

from datetime import UTC, datetime

import pytest

from amends.desk.cases.models import Case, Message, Note
from amends.desk.people.models import Agent, Customer
from amends.desk.search.actions import index
from amends.desk.search.models import Entry

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
SAID = "Die Löcher am Größten passen nicht: order_no 4711-b, see kettles.example/lids (ﬁnally) 1e5 or -12."


@pytest.fixture
def case(db) -> Case:
    """Ada's case."""
    return Case.open_for(Customer.objects.create(name="Ada", since=NOON), subject="Kettle", channel="email", now=NOON)


@pytest.fixture
def ben(db) -> Agent:
    """Ben, who answers."""
    return Agent.objects.create_user("ben@desk.example", name="Ben")


def said(case: Case, text: str, subject: str = "Broken kettle") -> Message:
    message = Message.objects.create(
        case=case, direction="in", subject=subject, sender_name="Ada Okafor", own_text=text, said_at=NOON
    )
    index(message)
    return message


@pytest.mark.parametrize(
    "query",
    [
        "löcher", "LOCHER", "größten", "grossten", "loch", "4711", "4711-b", "order no", "order_no", "no", "example",
        "kettles.example", "lids", "finally", "1e5", "12", "-12", "okafor", "broken", "kettle", "ada 4711 kett",
        "passen' | nicht & lids:*", '"passen" (nicht)',
    ],
)  # fmt: skip
def test_what_was_said_is_found_by_its_words(case, query):
    message = said(case, SAID)

    assert [entry.message for entry in Entry.objects.saying(query)] == [message]


@pytest.mark.parametrize("query", ["", "?!", "öcher", "lid passen", "kettle -teapot", "order or teapot", "\x00", "'"])
def test_what_was_not_said_is_not_found(case, query):
    said(case, SAID)

    assert not Entry.objects.saying(query).exists()


def test_the_newest_is_found_first(case):
    first, second = said(case, "a lid"), said(case, "another lid")

    assert [entry.message for entry in Entry.objects.saying("lid")] == [second, first]


def test_a_note_is_found(case, ben):
    note = Note.objects.create(case=case, agent=ben, text="Call the maker about it.", written_at=NOON)
    index(note)

    assert [entry.note for entry in Entry.objects.saying("maker")] == [note]


def test_endless_words_and_endless_texts_are_taken(case):
    said(case, "x" * 5000 + " " + " ".join(f"café{number}" for number in range(15_000)))

    assert Entry.objects.saying("x" * 3000).exists()
    assert Entry.objects.saying("cafe14999").exists()


def test_an_agent_of_elsewhere_finds_nothing(case, ben):
    said(case, SAID)
    dan = Agent.objects.create_user("dan@desk.example", name="Dan")
    dan.teams.clear()

    assert Entry.objects.visible_to(ben).saying("kettle").exists()
    assert not Entry.objects.visible_to(dan).saying("kettle").exists()


def test_once_everything_is_gone_old_words_find_nothing_new(case):
    said(case, "the lid")
    Entry.objects.all().delete()
    Entry.objects.create(pk=1, case=case, message=Message.objects.get())

    assert not Entry.objects.saying("lid").exists()
