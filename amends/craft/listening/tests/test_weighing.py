"""Tone, severity and the plays follow from what was said."""

import pytest

from amends.craft.listening import as_json, hear


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("I am furious, this is the third time!", "angry"),
        ("I am worried about my money.", "worried"),
        ("I don't understand this bill, it is so confusing.", "confused"),
        ("I don't know what to do any more, please help", "helpless"),
        ("I am really disappointed.", "disappointed"),
        ("Thank you so much!", "grateful"),
        ("I am so relieved that it turned up.", "relieved"),
        ("Are you open on Saturday?", "calm"),
        ("Ich bin stinksauer!", "angry"),
        ("Ich bin verzweifelt.", "helpless"),
    ],
)
def test_the_strongest_emotion_gives_the_tone(text: str, tone: str) -> None:
    assert hear(text).tone == tone


def test_danger_is_graver_than_a_late_parcel() -> None:
    assert (
        hear("The charger caught fire.").severity > hear("My parcel is late.").severity > hear("Are you open?").severity
    )


@pytest.mark.parametrize(
    ("text", "play"),
    [
        ("I want to cancel my contract.", "retention"),
        ("Let me speak to your manager.", "wants_boss"),
        ("You are all idiots.", "abusive"),
        ("The lid is broken and I do not accept this answer.", "stalemate"),
        ("it broke and " * 200, "talks_on"),
        ("Ich kündige meinen Vertrag.", "retention"),
    ],
)
def test_a_play_is_named_with_the_words_that_gave_it_away(text: str, play: str) -> None:
    assert play in [named.id for named in hear(text).plays]


def test_what_could_happen_weighs_less_than_what_did() -> None:
    assert not hear("What happens if it arrives damaged, can I return it?").is_complaint
    assert hear("It arrived damaged, can I return it?").is_complaint


def test_the_contract_has_its_keys_and_no_others() -> None:
    told = as_json(hear("Where is my order 4711? I want a refund."))
    assert list(told) == [
        *("tone", "emotions", "complaint", "severity", "urgency", "churn", "abuse", "wants_supervisor", "wants_call"),
        *("questions", "requests", "wants", "facts", "tried", "plays", "language"),
        *("wants_human", "groups", "evidence", "course"),
    ]
    assert told["questions"] == [{"text": "Where is my order 4711?", "start": 0, "end": 23}]


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("The kettle caught fire and my son got hurt.", ("safety",)),
        ("This is the third time. My lawyer will write to you.", ("legal",)),
        ("Sie hören von meinem Anwalt, das Gerät hat Feuer gefangen!", ("safety", "legal")),
        ("The parcel is late and the box was damaged.", ()),
        ("I will leave a bad review if this goes on.", ()),
        ("Thank you, it works again.", ()),
    ],
)
def test_safety_and_the_law_are_alarms_of_a_complaint(text: str, alarms: tuple[str, ...]) -> None:
    assert hear(text).alarms == alarms
