"""Nothing that can be sent makes listening raise or dawdle."""

import re
import time
import tomllib
from importlib.resources import files

import pytest

from amends.craft.listening import hear
from amends.craft.listening.facts import facts
from amends.craft.listening.rulebook import LANGUAGES, Rulebook, rulebook
from amends.craft.listening.signals import Rule
from amends.craft.text import fold, sentences

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


def seconds_of(rule: Rule, text: str) -> float:
    """Tell how long one rule alone takes for a text."""
    book = Rulebook({"one": [rule]}, LISTS[rule.id[:2]])
    started = time.process_time()
    book.find(text)
    return time.process_time() - started


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_takes_longer_than_its_text_is_long(rule: Rule) -> None:
    lists = LISTS[rule.id[:2]]
    written_out = re.sub(r"<(\w+)>", lambda name: lists[name[1]], " ".join(rule.patterns))
    words = " ".join(re.findall(r"[^\W\d_]{2,}", written_out))
    first = rule.bad[0].split()[0]
    assert seconds_of(rule, filled(words)) < LIMIT
    assert seconds_of(rule, filled(first)) < LIMIT
    assert seconds_of(rule, filled(", ".join(rule.bad))) < LIMIT


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
    started = time.process_time()
    heard = hear(text, channel="chat", subject=text[:200])
    assert time.process_time() - started < 3 * LIMIT
    assert heard.asks is not heard.thanks_only


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_facts_alone_are_found_in_time(text: str) -> None:
    text = text[:LONG]
    started = time.process_time()
    facts(text, fold(text), sentences(text))
    assert time.process_time() - started < 2 * LIMIT
