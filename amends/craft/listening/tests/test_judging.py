"""Rules and models judge together, and every judgement shows the words it rests on."""

import pytest

from amends.craft.listening import as_json, hear
from amends.craft.listening.hearing import by_rules


@pytest.mark.parametrize(
    "text",
    [
        "I was told it would take three days. It has been three weeks.",
        "So I am paying for a service I cannot use. Interesting.",
        "The dress looks nothing like the picture.",
        "I waited in all day and nobody came.",
    ],
)
def test_a_complaint_without_a_word_of_anger_is_heard(text: str) -> None:
    assert hear(text).is_complaint


@pytest.mark.parametrize(
    "text",
    [
        "Hello, could you tell me whether the blue kettle is in stock? Thank you, Ann",
        "My phone was stolen, how can I block my SIM?",
        "I lost my password, can you reset it?",
        "We are moving house next month and want to take our contract with us. What do we need to do?",
    ],
)
def test_a_calm_enquiry_stays_calm(text: str) -> None:
    heard = hear(text)
    assert not heard.is_complaint
    assert heard.tone == "calm"


def test_a_wish_for_a_human_is_heard_apart_from_that_for_a_boss() -> None:
    heard = hear("Can I talk to a real person please?")
    assert heard.wants_human >= 0.5
    assert heard.wants_supervisor < 0.5


def test_whoever_asks_for_the_boss_asks_for_a_human() -> None:
    assert hear("Let me speak to your manager.").wants_human >= 0.5


@pytest.mark.parametrize("what", ["complaint", "anger"])
def test_a_judgement_shows_the_words_it_rests_on(what: str) -> None:
    text = "Hello. The lid is broken and I am furious."
    shown = [piece for piece in hear(text).evidence if piece.what == what]
    assert shown
    assert all(text[piece.start : piece.end] == piece.text for piece in shown)
    assert all(piece.start >= len("Hello.") for piece in shown)


def test_the_words_of_a_subject_count_and_are_never_shown_as_if_they_stood_in_the_text() -> None:
    text = "See above. Li"
    heard = hear(text, subject="Broken blender, order 4711")
    assert heard.is_complaint
    assert all(text[piece.start : piece.end] == piece.text for piece in heard.evidence)


def test_a_calm_enquiry_needs_no_evidence() -> None:
    assert hear("Are you open on Saturday?").evidence == ()


def test_german_is_heard_by_its_rules_alone() -> None:
    text = "Der Deckel ist kaputt und ich bin stinksauer."
    heard, ruled = hear(text), by_rules(text)
    assert (heard.complaint, heard.tone, heard.emotions) == (ruled.complaint, ruled.tone, ruled.emotions)
    assert heard.groups is None
    assert "stinksauer" in [piece.text for piece in heard.evidence if piece.what == "anger"]


def test_the_seven_groups_are_chances() -> None:
    groups = as_json(hear("I am so scared that my money is gone."))["groups"]
    assert isinstance(groups, dict)
    assert max(groups, key=groups.__getitem__) == "fear"


@pytest.mark.parametrize(
    ("earlier", "text", "trend"),
    [
        (("Where is my parcel?",), "I am furious, it is still not here!", "rises"),
        (("I am furious, it is still not here!",), "Thank you so much!", "falls"),
        (("Where is my parcel?",), "Are you open on Saturday?", "steady"),
        ((), "I am furious!", "steady"),
    ],
)
def test_the_course_of_the_tone_over_a_case_is_told(earlier: tuple[str, ...], text: str, trend: str) -> None:
    course = hear(text, earlier=earlier).course
    assert course.trend == trend
    assert len(course.tones) == len(earlier) + 1


@pytest.mark.parametrize(
    "text", ["", "\0\0", "🙂" * 300, "مرحبا " * 200, "a" * 1_000_000, "no! " * 50_000, "I am mad. " * 9_000]
)
def test_any_text_is_judged_in_bounded_time(text: str) -> None:
    heard = hear(text)
    assert 0 <= heard.complaint <= 1
    assert len(heard.evidence) < 100
