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


@pytest.mark.parametrize(
    ("text", "level", "abusive"),
    [
        ("You are all idiots.", 2, True),
        ("Your driver is an idiot.", 2, True),
        ("Son unos idiotas.", 2, True),
        ("I know where you live.", 3, True),
        ("Your app is crap, it lost my work.", 1, False),
        ("That bastard stole my card.", 1, False),
        ("The damn thing does not start.", 0, False),
        ("Where is my parcel?", 0, False),
    ],
)
def test_an_insult_to_us_is_told_from_crude_words_about_things(text: str, level: int, abusive: bool) -> None:
    heard = hear(text)
    assert heard.abuse == level
    assert ("abusive" in [play.id for play in heard.plays]) is abusive


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("Can somebody ring me?", True),
        ("Please call.", True),
        ("A real person, please.", True),
        ("Llámenme, por favor.", True),
        ("Do not call me again.", False),
        ("They call me every day.", False),
        ("I called you yesterday.", False),
    ],
)
def test_a_wish_to_talk_is_told_from_talk_about_calls(text: str, wished: bool) -> None:
    assert (hear(text).wants_call >= 0.5) is wished


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("I want to speak to your manager.", True),
        ("Let me talk to somebody with authority.", True),
        ("I spoke to a supervisor in May.", False),
        ("I manage three shops.", False),
    ],
)
def test_who_wants_the_boss_is_told_from_who_met_one(text: str, wished: bool) -> None:
    assert (hear(text).wants_supervisor >= 0.5) is wished


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("We are stuck at the airport with two children.", 3, 3),
        ("She needs her insulin and it has not arrived.", 3, 3),
        ("My flight leaves tomorrow.", 2, 2),
        ("Somebody has hacked my account.", 2, 2),
        ("We have no heating and a baby.", 2, 2),
        ("Please answer soon.", 1, 1),
        ("What is the rate right now?", 0, 0),
        ("I immediately called you about it.", 0, 0),
    ],
)
def test_how_soon_it_must_be_follows_from_what_hangs_on_it(text: str, least: int, most: int) -> None:
    assert least <= hear(text).urgency <= most


def test_harm_is_graver_than_loss_and_loss_than_no_use_and_that_than_a_nuisance() -> None:
    told = [
        "The charger burned my hand.",
        "My channel was terminated for no reason and two months of work are gone.",
        "The toaster does not work.",
        "The app is a bit slow again.",
    ]
    graver = [hear(text).severity for text in told]
    assert graver == sorted(graver, reverse=True)
    assert graver[0] == 4
