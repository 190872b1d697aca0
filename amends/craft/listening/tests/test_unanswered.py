"""Whoever says that their question was not answered turns our answer down, wherever in the message it stands."""

import pytest

from amends.craft.listening import hear


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n\nthank you for the quick mail. The weather is nice here. But you did not answer my question.",
        "That was not my question. When does it come?",
        "Your email still doesn't address my question about the refund.",
        "Hallo, Sie haben meine Frage nicht beantwortet.",
        "Danke für die Mail. Das Paket ist schön. Leider haben Sie keine meiner Fragen beantwortet.",
    ],
)
def test_an_answer_that_was_none_is_turned_down(text: str) -> None:
    assert hear(text).denies


@pytest.mark.parametrize(
    "text",
    [
        "Thank you! That answers my question.",
        "No one has answered my question.",
        "Did you not get my question?",
        "Haben Sie meine Frage nicht bekommen?",
        "Sie haben meine Frage beantwortet, danke.",
    ],
)
def test_other_words_about_questions_turn_nothing_down(text: str) -> None:
    assert not hear(text).denies
