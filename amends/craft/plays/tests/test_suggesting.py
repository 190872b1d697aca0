"""Plays are suggested by what was heard, with the signals that spoke for them."""

import pytest

from amends.craft.listening import hear
from amends.craft.listening.heard import PlayId
from amends.craft.plays import Because, Signals, suggest


def names(signals: Signals) -> list[PlayId]:
    return [suggestion.play.id for suggestion in suggest(signals)]


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        (Signals(), []),
        (Signals(churn=0.49, wants_supervisor=0.49, abuse=1, words=449, rounds=1), []),
        (Signals(churn=0.5), ["retention"]),
        (Signals(wants_supervisor=0.5), ["wants_boss"]),
        (Signals(abuse=2), ["abusive"]),
        (Signals(words=450), ["talks_on"]),
        (Signals(words=250), []),
        (Signals(words=250, spoken=1), ["talks_on"]),
        (Signals(stalemate=1), []),
        (Signals(stalemate=1, complaint=0.5), ["stalemate"]),
        (Signals(rounds=2), ["stalemate"]),
        (Signals(churn=1, abuse=3, wants_supervisor=1), ["abusive", "wants_boss", "retention"]),
    ],
)
def test_a_play_is_suggested_from_its_thresholds_on(signals: Signals, expected: list[str]) -> None:
    assert names(signals) == expected


def test_a_suggestion_says_why() -> None:
    (suggestion,) = suggest(Signals(stalemate=1, complaint=0.8))

    assert suggestion.because == (Because("stalemate", 1, 1), Because("complaint", 0.8, 0.5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to speak to your supervisor.", "wants_boss"),
        ("Ich kündige meinen Vertrag, das Angebot der Konkurrenz ist billiger.", "retention"),
        ("You are all idiots.", "abusive"),
        ("The pump is broken again and I do not accept this. This is unacceptable.", "stalemate"),
        ("And then he came and then he went. " * 60, "talks_on"),
    ],
)
def test_what_listening_heard_suggests_the_play(text: str, expected: str) -> None:
    assert expected in names(Signals.of(hear(text), text))


def test_the_same_length_weighs_more_aloud() -> None:
    text = "And then he came and then he went. " * 35

    assert names(Signals.of(hear(text), text)) == []
    assert names(Signals.of(hear(text, channel="phone"), text, channel="phone")) == ["talks_on"]
