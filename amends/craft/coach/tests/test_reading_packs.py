"""A malformed rule is refused with a word that says where and what."""

import pytest

from amends.craft.coach.rulebook import read_pack
from amends.craft.refusal import Malformed

WHOLE = """
theme = "Trial"
[[rule]]
id = "trial.one"
craft = "C1.5"
severity = "warning"
why = "Says foo"
[rule.en]
suggestion = "Say bar."
phrases = ["foo"]
bad = ["A foo."]
good = ["A bar."]
"""


def test_a_whole_pack_is_read() -> None:
    (rule,) = read_pack("trial", WHOLE)
    assert (rule.id, rule.theme, rule.severity, rule.near) == ("trial.one", "Trial", "warning", 0)
    assert rule.stages[0] == "first"
    assert rule.languages["en"].bad[0].draft == "A foo."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('severity = "warning"', 'severity = "grave"', "“severity” is “grave”"),
        ('severity = "warning"\n', "", "“severity” is missing"),
        ('why = "Says foo"', 'why = ""', "“why” must be a text"),
        ('phrases = ["foo"]\n', "", "just one of phrases"),
        ('phrases = ["foo"]', "phrases = [1]", "must be a list of texts"),
        ('phrases = ["foo"]', 'phrases = ["foo"]\nlongr_than = 3', "fields nobody knows: longr_than"),
        ('good = ["A bar."]\n', "", "needs a bad and a good example"),
        ('good = ["A bar."]', 'good = [{draft = "A bar.", stage = "frist"}]', "“stage” is “frist”"),
        ("[rule.en]", "[rule.de]", "it has no English"),
        ('craft = "C1.5"', 'craft = "C1.5"\nhold = "yes"', "“hold” must be true or false"),
        ('craft = "C1.5"', 'craft = "C1.5"\nnear = -1', "“near” must be a whole number"),
        ("theme", "theme =", "Invalid"),
    ],
)
def test_a_malformed_pack_is_refused_with_its_fault(old: str, new: str, fault: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_pack("trial", WHOLE.replace(old, new, 1))
    assert fault in str(refused.value)
    assert "trial" in str(refused.value)


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(Malformed, match="stand twice"):
        read_pack("trial", WHOLE + WHOLE.replace('theme = "Trial"', ""))
