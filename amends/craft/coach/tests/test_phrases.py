"""The small language of phrases finds what it says, and a bad phrase is refused with its fault."""

import pytest

from amends.craft.coach.phrases import PhraseBook
from amends.craft.refusal import Malformed

SETS = {"we": "i|we", "we_will": "<we> will|i'll"}


def _found(phrase: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PhraseBook({"x": [phrase]}, SETS).find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("our policy", "but our policy says", ["our policy"]),
        ("our policy", "our, policy", ["our, policy"]),
        ("our policy", "our\npolicy", ["our\npolicy"]),
        ("our policy", "our. policy", []),
        ("our policy", "your policy", []),
        ("you", "you'll see", []),
        ("(cannot|can not) refund", "we can not refund", ["can not refund"]),
        ("[very] sorry", "very sorry, so sorry", ["very sorry", "sorry", "sorry"]),
        ("sorry [for that] but", "sorry but", ["sorry but"]),
        ("refund*", "refunding the refund", ["refunding", "refund"]),
        ("either ... or", "either a new one or money", ["either a new one or"]),
        ("either ... or", "either one two three four five six or", []),
        ("<we_will> [now] send", "i'll now send, we will send", ["i'll now send", "we will send"]),
        ("# days", "14 days", ["14 days"]),
        ("within # [to] # days", "within 3-5 days", ["within 3-5 days"]),
        ("für", "fuer", ["fuer"]),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, found: list[str]) -> None:
    assert _found(phrase, text) == found


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("(a|b", "“)” is missing"),
        ("a|b)", "nothing was opened"),
        ("[a]", "no word that must be there"),
        ("(a|)", "no word that must be there"),
        ("... a", "a gap needs words on both sides"),
        ("a* b", "three letters before its star"),
        ("a.b", "“a.b” is no word"),
        ("<they> go", "there is no set <they>"),
    ],
)
def test_a_bad_phrase_is_refused_with_its_fault(phrase: str, fault: str) -> None:
    with pytest.raises(Malformed) as refused:
        PhraseBook({"x": [phrase]}, SETS)
    assert fault in str(refused.value)


def test_sets_that_name_each_other_are_refused() -> None:
    with pytest.raises(Malformed, match="circle"):
        PhraseBook({"x": ["<a> go"]}, {"a": "<b>", "b": "<a>"})
