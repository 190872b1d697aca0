"""What the desk asks about a draft while it keeps the books, tried on the replies of the readable stories."""

import pytest

from amends.craft.coach import apologises, offers, promises, restates

LID = "The lid of the kettle broke on the first day. I want a new lid. Ahmed"
LAMP = "I sent the lamp back two weeks ago and still have no refund. When do I get my money? George"
BLENDER = (
    "Hello, the blender I got yesterday does not start at all. I am really disappointed. Can you send me a new one?"
)
BILL = "You billed me twice for February. Please correct it. Maria"


@pytest.mark.parametrize(
    ("message", "draft"),
    [
        (
            LID,
            "Hello Ahmed, I am sorry that the lid broke on the first day. You want a new lid: it is in the post today.",
        ),
        (
            LAMP,
            "Hello George, I am sorry that you are still waiting for the money for the lamp. You have it on Friday.",
        ),
        (
            BLENDER,
            "Hello Maria, I am sorry that your new blender does not start. You would like a new one: I will send it.",
        ),
        (BILL, "Hello Maria, I am sorry, you were billed twice for February. Is that all I should put right? Ben"),
        (BILL, "Did I understand correctly that February was billed twice?"),
        ("Die Lampe ist kaputt angekommen.", "Guten Tag, es tut mir leid, dass die Lampe kaputt angekommen ist."),
    ],
)
def test_a_reply_that_feeds_back_what_was_understood_restates(message: str, draft: str) -> None:
    assert restates(draft, message)


@pytest.mark.parametrize(
    ("message", "draft"),
    [
        ("Hi, are you open on Saturday? Li", "Hello Li, yes, from 9 to 14. Ben"),
        (LID, "Hello Ahmed, I am very sorry for the trouble with your order. We will see to it today. Ben"),
        (LID, "Hello Ahmed, we will send you a new lid today. Ben"),
        (LID, "Did you wash the lid on the first day?"),
        (LAMP, "Thank you for your message. You will hear from us by Friday."),
        (BLENDER, ""),
        ("", "I am sorry that your new blender does not start."),
    ],
)
def test_a_reply_that_only_acts_or_asks_does_not_restate(message: str, draft: str) -> None:
    assert not restates(draft, message)


def test_an_apology_counts_when_it_has_no_if() -> None:
    assert apologises("I am sorry that the lid broke.")
    assert apologises("Bitte entschuldigen Sie die Verspätung.")
    assert not apologises("I am sorry if the lid broke.")
    assert not apologises("We regret to say that the lid is sold out; you'll be glad to hear it comes back in May.")
    assert not apologises("Es tut mir leid, falls Sie verärgert sind.")
    assert not apologises("Your lid ships today.")


def test_an_offer_a_promise_or_a_reasoned_no_with_another_way_is_an_offer() -> None:
    assert offers("I can send you a new lid.")
    assert offers("You want a new lid: I will send it today.")
    assert offers("We can't repair the lid because it is out of production. Instead you can choose another kettle.")
    assert offers("Ich kann Ihnen einen neuen Deckel senden.")
    assert not offers("We can't repair the lid.")
    assert not offers("I am sorry, you were billed twice for February. Is that all I should put right?")
    assert not offers("I understand how annoying that is.")


def test_a_promise_is_found_with_its_thing_its_day_and_its_amount() -> None:
    draft = "Hello George, I am sorry. I will have 49.90 on your card by Wednesday. Ben"
    (promise,) = promises(draft)
    assert promise.text == "I will have 49.90 on your card by Wednesday."
    assert draft[promise.start : promise.end] == promise.text
    assert promise.what is not None
    assert promise.what.text == "I will have 49.90 on your card"
    assert promise.when is not None
    assert promise.when.text == "by Wednesday"
    assert promise.amount is not None
    assert promise.amount.text == "49.90"


def test_a_promise_borrows_its_day_from_the_next_sentence() -> None:
    (promise,) = promises("I will send you a new lid. On Thursday it is with you.")
    assert promise.when is not None
    assert promise.when.text == "On Thursday"


def test_a_promise_without_a_day_says_so() -> None:
    (promise,) = promises("We will replace the lamp.")
    assert promise.when is None
    assert promise.amount is None


def test_a_greeting_alone_promises_nothing() -> None:
    assert promises("Hello George,") == promises("") == ()


def test_a_question_or_a_no_promises_nothing() -> None:
    assert promises("Will you send it back? We will not charge you.") == ()
