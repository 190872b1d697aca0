"""What a customer's message is, asks and settles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.listening import hear
from amends.craft.listening.tests.said import heard_as, said
from amends.craft.text import normalise

GOAL = 0.95


def test_nearly_all_texts_of_the_development_set_are_heard_as_what_they_are() -> None:
    wrong = [(kind, text) for _, kind, text in said() if not heard_as(kind, hear(text))]
    total = len(list(said()))
    assert total >= 150
    assert len(wrong) <= (1 - GOAL) * total, wrong


@pytest.mark.parametrize(
    ("code", "kind", "text"), [row for row in said() if row[1] in {"thanks", "complaint", "enquiry"}]
)
def test_what_must_be_answered_is_never_taken_for_thanks(code: str, kind: str, text: str) -> None:
    heard = hear(text)
    assert heard.thanks_only is (kind == "thanks"), (code, text)
    assert heard.asks is (kind != "thanks")


@pytest.mark.parametrize(
    ("text", "complains", "asks"),
    [
        ("Hi, are you open on Saturday? Li", False, True),
        ("Great, thank you!", False, False),
        ("Yes please, thank you!", False, False),
        ("The repair did not hold, water all over the floor again. What now? Sophie", True, True),
        ("Now the new lid has broken too. This is getting ridiculous!", True, True),
        ("You billed me twice for February. Please correct it. Maria", True, True),
        ("I sent the lamp back two weeks ago and still have no refund. When do I get my money? George", True, True),
        ("The lid of the kettle broke on the first day. I want a new lid. Ahmed", True, True),
    ],
)
def test_the_customers_of_the_stories_are_understood(text: str, complains: bool, asks: bool) -> None:
    heard = hear(text)
    assert (heard.is_complaint, heard.asks) == (complains, asks)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for nothing.",
        "Thank you. Terrible!",
        "Thank you, please help.",
        "Thank you, but it is still broken.",
        "Thank you. When will it arrive?",
        "Thanks, please call me",
        "Great, thank you! And the invoice?",
        "Danke für nichts.",
        "Danke, aber wann kommt es",
        "Vielen Dank, bitte rufen Sie mich an",
        "Ok.",
        "",
        "4711",
        "Merci beaucoup!",
    ],
)
def test_where_in_doubt_a_message_is_not_thanks_alone(text: str) -> None:
    assert not hear(text).thanks_only


@pytest.mark.parametrize("text", ["Yes, but when?", "Yes, it is broken again.", "OK, but I want my money back", "No."])
def test_a_yes_that_is_taken_back_accepts_nothing(text: str) -> None:
    heard = hear(text)
    assert heard.asks
    assert not heard.accepts


def test_a_yes_with_a_request_accepts_and_asks() -> None:
    heard = hear("Yes that is right, and please send the refund to my account instead.")
    assert heard.accepts
    assert heard.asks
    assert not heard.is_complaint


def test_a_new_subject_counts_and_that_of_a_reply_does_not() -> None:
    assert hear("See above. Li", subject="Broken blender, order 4711").is_complaint
    assert not hear("Great, thank you!", subject="Re: Broken blender").is_complaint


def test_who_complained_before_is_likely_still_to_complain() -> None:
    chased = "Any news on my order? I wait."
    assert hear(chased, earlier=["The lid is broken again!"]).complaint > hear(chased).complaint


@given(st.text(max_size=300))
def test_any_text_is_heard_and_every_place_holds(text: str) -> None:
    heard = hear(text)
    said_so = normalise(text)
    for span in (*heard.questions, *heard.requests, *heard.wants, *heard.tried):
        assert said_so[span.start : span.end] == span.text
    for fact in heard.facts:
        assert said_so[fact.start : fact.end] == fact.value
    assert not (heard.thanks_only and heard.asks)
