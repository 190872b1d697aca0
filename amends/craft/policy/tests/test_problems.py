"""A file with mistakes is answered with all of them, each with its line and what to write instead."""

from pathlib import Path
from typing import get_args

import pytest

from amends.craft.policy import Flawed, Problem, ProblemCode, read
from amends.craft.policy.tests.makers import BODY, FRONT, OPTION, file_of

AMOUNT = 'amount = { percent = "20", of = "order_value" }\n'
FIXED = 'amount = { fixed = ["10.00 EUR"] }\n'


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Flawed) as caught:
        read(text, file="damaged.md")
    return caught.value.problems


def _option(old: str, new: str) -> str:
    assert old in OPTION
    return file_of(option=OPTION.replace(old, new))


def _front(old: str, new: str) -> str:
    assert old in FRONT
    return file_of(front=FRONT.replace(old, new))


def _row(row: str) -> str:
    return file_of(option=f"{OPTION}when.all = [\n  {{ {row} }},\n]\n")


CASES: list[tuple[str, str, int, ProblemCode, str]] = [
    ("no fence", "Arrived damaged", 1, "no_front_matter", "+++"),
    ("no second fence", f"+++\n{FRONT}", 1, "no_front_matter", "+++"),
    ("no TOML", _front('"Goods arrived damaged"', "Goods"), 3, "bad_toml", ""),
    ("a word misspelt", _front("situations", "situation"), 4, "unknown_key", "situations"),
    ("no situations", _front('["arrived-damaged"]', "[]"), 4, "wrong_type", 'situations = ["arrived-damaged"]'),
    ("no level", _front('decides = "lead"\n', ""), 1, "missing_key", 'decides = "lead"'),
    ("no option", file_of(option=""), 1, "missing_key", "[[option]]"),
    ("no date", _front("2026-01-01", '"soon"'), 5, "wrong_type", "2026-01-31"),
    ("capitals in a name", _front('"arrived-damaged"\nt', '"Arrived damaged"\nt'), 2, "bad_slug", '"arrived-damaged"'),
    ("no language", file_of(front=f'{FRONT}language = "English"\n'), 8, "bad_language", "en"),
    ("until before from", file_of(front=f"{FRONT}effective_until = 2025-01-01\n"), 8, "dates_reversed", ""),
    ("two of an id", file_of(option=OPTION + OPTION), 17, "duplicate", ""),
    ("evidence twice", _front('["photo"]', '["photo", "photo"]'), 7, "duplicate", ""),
    ("an unknown remedy", _option("partial_refund", "part_refund"), 12, "unknown_remedy", "partial_refund"),
    ("money without amount", _option(AMOUNT, ""), 9, "amount_missing", 'amount = { fixed = ["10.00 EUR"] }'),
    ("an amount for words", _option("partial_refund", "apology"), 14, "amount_not_for", ""),
    ("an amount of two rules", _option("percent =", 'whole = "order_value", percent ='), 14, "amount_rule", "one of"),
    ("no money", _option(AMOUNT, 'amount = { fixed = "ten" }\n'), 14, "bad_money", '"10.00 EUR"'),
    ("less than nothing", _option(AMOUNT, 'amount = { fixed = "-10 EUR" }\n'), 14, "negative_amount", '"10.00 EUR"'),
    ("less than nothing, bare", _option(AMOUNT, "amount = { fixed = -10 }\n"), 14, "negative_amount", '"10.00 EUR"'),
    ("no percentage", _option('"20"', '"a lot"'), 14, "bad_percent", '"20 %"'),
    ("a negative percentage", _option('"20"', "-20"), 14, "bad_percent", '"20 %"'),
    ("currencies mixed", _option(AMOUNT, f'{FIXED}cap = "10.00 USD"\n'), 15, "currencies_mixed", "EUR"),
    ("a currency twice", _option(AMOUNT, 'amount = { fixed = ["1 EUR", "2 EUR"] }\n'), 14, "duplicate", ""),
    ("a percentage of nothing", _option(AMOUNT, f'{FIXED}cap = "20 %"\n'), 15, "unit", '"10.00 EUR"'),
    ("an unknown rounding", _option(AMOUNT, f'{AMOUNT}rounding = "hole"\n'), 15, "bad_rounding", "whole"),
    (
        "a range from high to low",
        _option(AMOUNT, f'{AMOUNT}normal = {{ low = "30 %", high = "10 %" }}\n'),
        15,
        "range_reversed",
        "",
    ),
    (
        "a cap below what is normal",
        _option(AMOUNT, f'{AMOUNT}normal = {{ low = "10 %", high = "30 %" }}\ncap = "20 %"\n'),
        16,
        "cap_below",
        "30 %",
    ),
    ("a cap below the amount", _option(AMOUNT, f'{FIXED}cap = "5.00 EUR"\n'), 15, "cap_below", "10.00 EUR"),
    ("a share of no fact", _option("order_value", "order_valu"), 14, "unknown_field", "order_value"),
    ("evidence not listed", _option(AMOUNT, f'{AMOUNT}needs = ["foto"]\n'), 15, "unknown_evidence", "photo"),
    ("no such heading", _option("money-back", "money-bak"), 13, "unknown_clause", "money-back"),
    ("no such field", _row('field = "days_lat", operator = "is", value = 1'), 16, "unknown_field", "days_late"),
    ("no name of an own field", _row('field = "own.", operator = "known"'), 16, "unknown_field", '"own.…"'),
    (
        "no such operator",
        _row('field = "days_late", operator = "atleast", value = 1'),
        16,
        "unknown_operator",
        "at_least",
    ),
    (
        "text can't be less",
        _row('field = "channel", operator = "less_than", value = "x"'),
        16,
        "operator_not_for",
        "is, ",
    ),
    ("text for a number", _row('field = "days_late", operator = "is", value = "x"'), 16, "wrong_type", "14"),
    ("a number for text", _row('field = "channel", operator = "is", value = 1'), 16, "wrong_type", '"phone"'),
    (
        "one for a list",
        _row('field = "channel", operator = "one_of", value = "x"'),
        16,
        "wrong_type",
        '["phone", "email"]',
    ),
    (
        "a word for yes or no",
        _row('field = "first_time", operator = "is", value = "yes"'),
        16,
        "wrong_type",
        "true, false",
    ),
    ("no value", _row('field = "days_late", operator = "is"'), 16, "missing_key", "value = 14"),
    ("a value for known", _row('field = "channel", operator = "known", value = 1'), 16, "unknown_key", "nothing"),
    ("no inside text", file_of(body=BODY[BODY.index("# Customer") :]), 1, "missing_section", "# Inside"),
    ("an odd heading", file_of(body=f"{BODY}\n# Custom copy: de\n"), 31, "unknown_section", "# Customer copy: de"),
    ("text before", file_of(body=f"Hello.\n\n{BODY}"), 17, "unknown_section", "# Customer copy: en, # Inside"),
    ("a heading twice", file_of(body=BODY.replace("## Exchange", "## Money back")), 23, "duplicate", ""),
    ("no customer copy", file_of(body=BODY[: BODY.index("# Customer")]), 17, "missing_copy", "# Customer copy: en"),
    (
        "a name without copy",
        file_of(front=f'{FRONT}[names]\nde = "Kaputt"\n'),
        9,
        "missing_copy",
        "# Customer copy: de",
    ),
]


FOUND_AMONG_FILES = {"versions_overlap", "policy_twice"}
"""What no file shows by itself: the desk finds it, and says it the same way."""


@pytest.mark.parametrize(("text", "line", "code", "instead"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_mistake_is_named_with_its_line(text: str, line: int, code: ProblemCode, instead: str):
    found = {(problem.line, problem.code): problem.get("instead") for problem in _problems(text)}

    assert (line, code) in found
    assert found[line, code].startswith(instead)


def test_every_kind_of_mistake_is_tried_and_explained():
    codes = set(get_args(ProblemCode.__value__))
    docs = (Path(__file__).parents[4] / "docs" / "policies.md").read_text(encoding="utf-8")

    assert {case[3] for case in CASES} == codes - FOUND_AMONG_FILES
    assert not {code for code in codes if f"`{code}`" not in docs}


def test_all_mistakes_come_at_once_in_the_order_of_their_lines():
    text = _front("title =", "titel =").replace("partial_refund", "gift").replace("money-back", "nowhere")

    problems = _problems(text.replace("# Customer copy: en", "# Copy"))

    lines = [problem.line for problem in problems]
    assert lines == sorted(lines)
    assert {"unknown_key", "missing_key", "unknown_remedy", "unknown_clause", "unknown_section"} <= {
        problem.code for problem in problems
    }


def test_broken_toml_does_not_hide_what_is_wrong_with_the_texts():
    codes = {problem.code for problem in _problems("+++\ntitle =\n+++\n# Inside\n")}

    assert codes == {"bad_toml", "missing_section", "missing_copy"}


def test_a_row_of_conditions_is_found_however_it_is_written():
    wrong = 'field = "days_late", operator = "at_lest", value = 1'
    lists = f'{OPTION}[[option.when.all]]\nfield = "channel"\noperator = "known"\n[[option.when.all]]\n'
    apart = lists + wrong.replace(", ", "\n") + "\n"
    inline = f'{OPTION}when = {{ all = [\n  {{ field = "channel", operator = "known" }},\n  {{ {wrong} }},\n] }}\n'

    assert [problem.line for problem in _problems(file_of(option=apart))] == [20]
    assert [problem.line for problem in _problems(file_of(option=inline))] == [17]


def test_a_refusal_tells_its_problems_in_one_line_each():
    (problem,) = _problems(_option("partial_refund", "part_refund"))

    expected = "damaged.md:12: unknown_remedy (key='remedy', text='part_refund', instead='partial_refund')"
    assert str(problem) == expected


@pytest.mark.parametrize("number", ["1e999999999", "-1e999999999", "1e-999999999", "nan", "inf"])
def test_a_number_beyond_all_counting_is_a_problem_and_no_crash(number: str) -> None:
    problems = _problems(_row(f'field = "days_late", operator = "at_least", value = {number}'))

    assert problems[0].code == "wrong_type"
