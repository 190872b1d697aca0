"""Nothing that can be sent makes listening raise or dawdle."""

import re
import tomllib
from importlib.resources import files

import pytest

from amends.craft.listening import Heard, hear
from amends.craft.listening.facts import facts
from amends.craft.listening.rulebook import LANGUAGES, Rulebook, rulebook
from amends.craft.listening.signals import Rule
from amends.craft.text import fold, sentences
from tests.spending import is_within

LONG = 100_000  # code points
LIMIT = 2.0  # seconds of this process; a pattern that is not linear takes minutes
RULES = [rule for language in LANGUAGES for rule in rulebook(language).rules]
LISTS = {
    language: tomllib.loads((files("amends.craft.listening") / "rules" / language / "lists.toml").read_text("utf-8"))
    for language in LANGUAGES
}


def filled(words: str) -> str:
    """Repeat words up to the length that is tried."""
    return fold((words + " ") * (LONG // (len(words) + 1) + 1))[:LONG]


def is_in_time(rule: Rule, text: str) -> bool:
    """Tell whether one rule alone is done with a text soon."""
    book = Rulebook({"one": [rule]}, LISTS[rule.id[:2]])
    return is_within(LIMIT, lambda: book.find(text))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_takes_longer_than_its_text_is_long(rule: Rule) -> None:
    lists = LISTS[rule.id[:2]]
    written_out = re.sub(r"<(\w+)>", lambda name: lists[name[1]], " ".join(rule.patterns))
    words = " ".join(re.findall(r"[^\W\d_]{2,}", written_out))
    first = rule.bad[0].split()[0]
    assert is_in_time(rule, filled(words))
    assert is_in_time(rule, filled(first))
    assert is_in_time(rule, filled(", ".join(rule.bad)))


HOSTILE = {
    "one long word": "a" * LONG,
    "digits": "1" * LONG,
    "digits apart": "1 " * (LONG // 2),
    "dots": "1." * (LONG // 2),
    "blanks": "when " + " " * LONG + "does it come?",
    "marks": "?" * LONG,
    "emoji": "😡" * LONG,
    "zeros": "\0" * LONG,
    "right to left": "متى يصل طلبي؟ أريد المال " * (LONG // 25),
    "mixed scripts": "Wo ist мой заказ 我的订单 ¿dónde? " * (LONG // 34),
    "addresses": "a@b.c@" * (LONG // 6),
    "links": "www." * (LONG // 4),
    "hundreds": "hundert" * (LONG // 7),
    "days": "monday " * (LONG // 7),
    "periods": "over over a couple of two days " * (LONG // 31),
    "plates": "ab12 " * (LONG // 5),
    "labels": "order number no id " * (LONG // 19),
    "asking": "and who pays, when does it come and " * (LONG // 36),
    "crying": "really.right.ok." * (LONG // 16),
    "trying": "i tried it and changed it and put in " * (LONG // 37),
    "wanting": "please refund the new one and " * (LONG // 30),
    "things": "my my my new toaster lamp " * (LONG // 26),
    "causes": "i think the fuse is blown. " * (LONG // 27),
    "quotes": '"' * LONG,
    "lines": "when\n" * (LONG // 5),
    "surrogates": "\ud800 when?" * (LONG // 8),
    "a megabyte": "My order 4711 is late. When does it come? " * 25_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_it_raise_or_dawdle(text: str) -> None:
    heard: list[Heard] = []
    assert is_within(3 * LIMIT, lambda: heard.append(hear(text, channel="chat", subject=text[:200])))
    assert heard[0].asks is not heard[0].thanks_only


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_facts_alone_are_found_in_time(text: str) -> None:
    text = text[:LONG]
    assert is_within(2 * LIMIT, lambda: facts(text, fold(text), sentences(text)))
