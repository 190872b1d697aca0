"""Every refusal becomes a sentence, also where it knows less than the sentence could say."""

from amends.craft.refusal import Malformed, NotAllowed
from amends.doors.shell.refusals import WORDS, words_for


def test_what_is_left_is_said_where_it_is_known():
    refusal = NotAllowed("beyond_authority", amount="80.00 EUR", most="30.00 EUR", who=2)

    assert words_for(refusal) == (
        "80.00 EUR is more than may be decided here without asking; 30.00 EUR is left to you."
    )


def test_a_refusal_that_knows_little_is_a_sentence_all_the_same():
    assert words_for(NotAllowed("beyond_authority")).endswith("without asking.")
    assert "two currencies" in words_for(Malformed("currencies_mixed", field="order_value"))


def test_every_sentence_can_be_filled():
    empty = [code for code in WORDS if not words_for(NotAllowed(code)).strip()]

    assert empty == []
