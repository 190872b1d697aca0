"""A play with a fault is refused whole, with the file, the key and what is wrong."""

import pytest

from amends.craft.plays import read_play
from amends.craft.refusal import Malformed

GOOD = """
id = "talks_on"
craft = "C4.5"
title = { en = "Has a lot to tell", de = "Hat viel zu erzählen" }
purpose = { en = "Lead on.", de = "Weiterführen." }
when = [{ words = 450 }, { words = 250, spoken = 1 }]

[[step]]
id = "interrupt"
record = "said"
needs = ["text"]
title = { en = "Step in", de = "Einhaken" }
say = [{ en = "{name}, one moment?", de = "{name}, einen Moment?", where = "spoken" }]

[[step]]
id = "next"
record = "call_back_promised"
after = ["said"]
optional = true
title = { en = "Next", de = "Weiter" }
ask = [{ en = "When?", de = "Wann?" }]
"""


def test_a_good_file_is_read() -> None:
    play = read_play(GOOD, "talks_on.toml")

    assert [step.id for step in play.steps] == ["interrupt", "next"]
    assert [[(sign.signal, sign.at_least) for sign in signs] for signs in play.when] == [
        [("words", 450)],
        [("words", 250), ("spoken", 1)],
    ]
    assert play.steps[0].needs == {"text"}
    assert play.steps[0].say[0].where == "spoken"


@pytest.mark.parametrize(
    ("there", "instead", "key", "problem"),
    [
        ('id = "talks_on"', 'id = "shouts"', "id", "unknown word shouts"),
        ('id = "talks_on"', 'id = "abusive"', "id", "differs from the name of the file"),
        ('craft = "C4.5"', "", "craft", "missing"),
        ('craft = "C4.5"', 'craft = "C4.5"\nmood = 3', "mood", "unknown"),
        ("when = [", "when = []\nwhy = [", "why", "unknown"),
        ("when = [{ words = 450 }, { words = 250, spoken = 1 }]", "", "when", "missing"),
        ("words = 450", "shoes = 450", "when[1].shoes", "unknown"),
        ("words = 450", "words = 0", "when[1].words", "not a number above 0"),
        ("words = 450", "words = true", "when[1].words", "not a number above 0"),
        ("words = 450", "", "when[1]", "no signal"),
        ('record = "said"', 'record = "shouted"', "step[1].record", "unknown word shouted"),
        ('needs = ["text"]', 'needs = ["hope"]', "step[1].needs", "unknown word hope"),
        ('needs = ["text"]', 'needs = "text"', "step[1].needs", "not a list"),
        ('after = ["said"]', 'after = ["warned"]', "step[2].after", "warned is written down by no earlier step"),
        ('"call_back_promised"', '"said"', "step[2].record", "said is written down by an earlier step"),
        ("optional = true", "optional = 1", "step[2].optional", "not true or false"),
        ("optional = true", 'does = "dance"', "step[2].does", "unknown word dance"),
        ('ask = [{ en = "When?", de = "Wann?" }]', "", "step[2].say", "a step says or asks something"),
        (', de = "Wann?"', "", "step[2].ask[1].de", "missing"),
        ('de = "Wann?"', 'de = "Wann?", fr = "Quand ?"', "step[2].ask[1].fr", "unknown"),
        ("{name}, einen", "{nom}, einen", "step[1].say[1].de", "unknown place {nom}"),
        ("{name}, einen", "Einen", "step[1].say[1].de", "leaves other places open than the English sentence"),
        ('where = "spoken"', 'where = "sung"', "step[1].say[1].where", "unknown word sung"),
    ],
)
def test_a_fault_is_named_with_its_key(there: str, instead: str, key: str, problem: str) -> None:
    assert there in GOOD

    with pytest.raises(Malformed) as refused:
        read_play(GOOD.replace(there, instead, 1), "talks_on.toml")

    assert dict(refused.value.data) == {"file": "talks_on.toml", "key": key, "problem": problem}


def test_what_is_no_toml_names_the_line() -> None:
    with pytest.raises(Malformed) as refused:
        read_play(GOOD + "step = {\n", "talks_on.toml")

    assert "line" in str(refused.value.data["problem"])


@pytest.mark.parametrize("rows", ["step = 3", "step = [3]", "when = 4", 'title = "x"'])
def test_wrong_shapes_are_refused(rows: str) -> None:
    with pytest.raises(Malformed):
        read_play(f'id = "talks_on"\ncraft = "C4.5"\n{rows}\npurpose = {{ en = "a", de = "b" }}', "talks_on.toml")
