"""Whatever is in a file, it is read or refused with reasons; it never breaks the reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.policy import Flawed, Policy, Problem, read, starters, write
from amends.craft.policy.tests.makers import BODY, FRONT, OPTION, file_of
from amends.craft.text import normalise

ODD_VALUES = r"""
3|-1|1e999999999|1e-999999999|nan|inf|true|""|" "|"x"|"10.00 EUR"|"20 %"|[]|[1]|["a", "a"]|[[1]]|{}|{ en = 1 }
{ all = [{}] }|{ all = [1] }|{ all = 3 }|{ low = 1 }|2026-02-31|2026-01-01|2026-01-01T10:00:00Z|10:00:00|"\u0000"
[{ field = 1 }]|{ fixed = "0.00 EUR" }|{ whole = ["order_value"] }|{ percent = nan, of = "order_value" }
"""
ODD = st.sampled_from([*ODD_VALUES.strip().replace("\n", "|").split("|"), "9" * 5000, '"""\n+++\n"""'])
LINES = [line for line in (FRONT + OPTION).split("\n") if line]
HOTTER = '{ field = "heat", operator = "is", value = 1e99 }'
KEYS = [
    "effective_until",
    "language",
    "names",
    "phrases",
    "titles",
    "rounding",
    "minimum",
    "normal",
    "cap",
    "needs",
    "when",
]


def _read(text: str) -> Policy | tuple[Problem, ...]:
    try:
        return read(text, file="odd.md")
    except Flawed as flawed:
        return flawed.problems


def _check(text: str) -> None:
    answer, lines = _read(text), normalise(text).count("\n") + 1
    if isinstance(answer, Policy):
        assert read(write(answer), file="odd.md") == answer
    else:
        assert answer
        assert all(1 <= problem.line <= lines for problem in answer)


@given(st.integers(0, len(LINES) - 1), ODD)
def test_a_value_of_any_other_kind(index: int, odd: str):
    lines = [
        re.sub(r"=.*", lambda _: f"= {odd}", line) if number == index else line for number, line in enumerate(LINES)
    ]

    _check(file_of("\n".join(lines) + "\n", ""))


@given(st.sampled_from(KEYS), ODD, st.booleans())
def test_a_further_key_of_any_kind(key: str, odd: str, inside_option: bool):
    line = f"{key} = {odd}\n"

    _check(file_of(FRONT, OPTION + line) if inside_option else file_of(FRONT + line, OPTION))


@given(st.data())
def test_a_real_file_with_lines_lost_doubled_and_swapped(data):
    lines = data.draw(st.sampled_from(starters())).text.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        change = data.draw(st.sampled_from(["lose", "double", "swap", "cut"]))
        if change == "lose":
            lines[one] = ""
        elif change == "double":
            lines.insert(one, lines[one])
        elif change == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        else:
            lines[one] = lines[one][: len(lines[one]) // 2]

    _check("\n".join(lines))


@given(st.text())
def test_any_text_at_all(text: str):
    _check(text)
    _check(f"+++\n{text}\n+++\n{text}")


@pytest.mark.parametrize(
    ("text", "code", "instead"),
    [
        (file_of(option=OPTION.replace("[[option]]", "[option]")), "wrong_type", "[[option]]"),
        (file_of(front=FRONT + 'names = "Broken"\n'), "wrong_type", "{ … }"),
        (file_of(option=OPTION + 'needs = "photo"\n'), "wrong_type", '["photo"]'),
        (file_of(option=OPTION + 'normal = { low = "10 %", high = "30.00 EUR" }\n'), "unit", "10 %"),
        (file_of(option=OPTION + 'normal = { low = "10 %" }\n'), "missing_key", "normal = "),
        (file_of(option=OPTION + f"when.all = [{HOTTER}]\n"), "wrong_type", "14"),
        (file_of(body=f"{BODY}\n# Inside\n"), "duplicate", ""),
        (file_of(body=f"{BODY}\n# Customer copy: EN\n\nAgain.\n"), "duplicate", ""),
    ],
)
def test_a_slip_of_the_pen(text: str, code: str, instead: str):
    answer = _read(text)

    assert isinstance(answer, tuple)
    assert [(problem.code, problem.get("instead")[: len(instead)]) for problem in answer] == [(code, instead)]
