"""A text of the desk's own is kept only if it can always be filled, and says what it is sent for."""

import pytest

from amends.craft.refusal import Missing, Refused
from amends.desk.policies.models import Text
from amends.desk.policies.rewording import keep_block, reword, use_packaged
from amends.desk.policies.rules import check_text, named_in
from amends.desk.policies.wording import LANGUAGES, Wording, packaged, wording


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Text.Kind.values)
def test_every_packaged_text_keeps_the_rules(kind, language):
    words = packaged(language)[kind]
    check_text(kind, words.subject, words.body)

    assert named_in(words.body)


@pytest.mark.parametrize(
    ("kind", "subject", "body", "code"),
    [
        ("receipt", "Hello", "{{ nmae }} {{ number }}", "variable_unknown"),
        ("receipt", "{{ nmae }}", "{{ number }}", "variable_unknown"),
        ("receipt", "{{ number }}", "Hello", "variable_needed"),
        ("nudge", "Hello", "{{ code }}", "variable_unknown"),
        ("nudge", "Hello", "{{ name", "braces"),
        ("nudge", "Hello", "{% now %}", "braces"),
        ("nudge", " ", "Hello", "text_parts"),
        ("nudge", "Hello\nBcc: everybody@example.com", "Hello", "subject_lines"),
    ],
)
def test_a_text_with_a_gap_is_refused(kind, subject, body, code):
    with pytest.raises(Refused, match=code):
        check_text(kind, subject, body)


@pytest.mark.django_db
def test_a_reworded_text_is_used_until_the_packaged_one_is_wanted_back():
    reword("nudge", "en", Wording(" Still there? ", "Hello {{ name }},\r\n\r\nare you?\r\n"))
    own = wording("nudge", "en")
    use_packaged("nudge", "en")

    assert own == Wording("Still there?", "Hello {{ name }},\n\nare you?")
    assert wording("nudge", "en") == packaged("en")["nudge"]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "language"), [("birthday", "en"), ("nudge", "tlh")])
def test_only_mails_that_are_sent_can_be_worded(kind, language):
    with pytest.raises(Missing, match="text_kind"):
        reword(kind, language, Wording("Hello", "Hello"))


@pytest.mark.django_db
def test_a_text_block_is_written_anew_in_place():
    block = keep_block("Return", "en", "Send it back, {{ name }}.")
    again = keep_block("Returns", "en", "Send it back.", block=block)

    assert again.pk == block.pk
    assert again.name == "Returns"
    with pytest.raises(Refused, match="variable_unknown"):
        keep_block("Code", "en", "{{ code }}")
