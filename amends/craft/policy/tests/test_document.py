"""A policy answers in the reader's language and on its own days."""

from dataclasses import replace
from datetime import date

import pytest

from amends.craft.policy import Worded, anchor, read, starters
from amends.craft.policy.tests.makers import file_of

POLICY = read(starters()[0].text, file="p.md")
PLAIN = read(file_of(), file="p.md")


def test_customers_read_their_own_language_whatever_its_region():
    assert POLICY.copy("de-AT").text.startswith("Schade")
    assert POLICY.name_in("de-CH") == "Beschädigt angekommen"
    assert POLICY.options[0].title_in("EN-gb") == "A new one, sent to you straight away"


def test_where_a_language_is_missing_the_inside_one_stands_in():
    assert POLICY.copy("fr").language == "en"
    assert replace(POLICY, language="fr").copy("es").language == "de"
    assert PLAIN.name_in("de") == PLAIN.title
    assert PLAIN.options[0].title_in("de") == PLAIN.options[0].title


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_version_holds_on_both_its_days_and_between(day, holds):
    assert replace(PLAIN, effective_until=date(2026, 6, 30)).in_force(day) is holds
    assert replace(PLAIN, effective_from=day).in_force(date(2040, 1, 1))


def test_clauses_are_headings_and_not_what_looks_like_one_in_a_block():
    inside = "## If it's *ours*\n\n~~~\n## not this\n~~~\n\n### Für später ##\n#no heading"

    clauses = replace(PLAIN, inside=inside).clauses

    assert [(clause.anchor, clause.level, clause.line) for clause in clauses] == [
        ("if-it-s-ours", 2, 1),
        ("für-später", 3, 7),
    ]
    assert anchor("Take it back?!") == "take-it-back"


def test_texts_are_found_by_language_and_options_by_id():
    copy = PLAIN.copy("en")
    option = PLAIN.option("part")

    assert copy == Worded("en", "We make it good.")
    assert option is PLAIN.options[0]
    assert PLAIN.option("gone") is None
    assert PLAIN.clause_title("gone") == "gone"
