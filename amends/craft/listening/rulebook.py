"""The rules of one language, read from their files and tried on a text in a single pass over its words."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from amends.craft.listening.patterns import BLANK, STEM, RuleError, read_pattern
from amends.craft.listening.signals import MARKS, Hit, Rule, Signals

LANGUAGES = ("en", "de", "es")

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CLAUSE = re.compile(
    r"(?:^|[\n.!?,;:()/\"¿¡*-]\s*|@\w+\s+|\b(?:and|but|or|so|then|also|please|pls|plz|kindly|just|now|yes|no|ok|okay|sure|hi|hello"
    r"|hey|well|yeah|oh|guys|sir|madam|sirs|team|anyway|und|aber|oder|dann|bitte|nun|jetzt|ja|nein|hallo|also|y|pero|o|entonces"
    r"|por favor|hola|sí|buenas)\s+)$"
)
_UNKNOWN_MARKS = "unknown marks"
_LOOK_BACK = 18  # code points: enough for the longest of these words, and for most names


@dataclass(slots=True)
class _Anchor:
    """All patterns of one kind that begin with one word: one expression, compiled when the word first occurs."""

    expressions: list[str] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    compiled: re.Pattern[str] | None = None

    def compile(self) -> re.Pattern[str]:
        """Make one expression of all, with a group for each; a blank that many begin with is looked for once."""
        runs = groupby(self.expressions, key=lambda expression: expression.startswith(BLANK))
        self.compiled = re.compile("|".join(_alternatives(list(run), blank=blank) for blank, run in runs))
        return self.compiled


def _alternatives(expressions: list[str], *, blank: bool) -> str:
    if not blank:
        return "|".join(f"({expression})" for expression in expressions)
    return f"{BLANK}(?:{'|'.join(f'({expression.removeprefix(BLANK)})' for expression in expressions)})"


class Rulebook:
    """The rules of one language. Of each kind, the first that matches at a word counts."""

    def __init__(self, rules: dict[str, list[Rule]], lists: dict[str, str]) -> None:
        """Sort `rules`, by kind, under the words they begin with."""
        self.rules = tuple(rule for of_kind in rules.values() for rule in of_kind)
        self.small = frozenset(lists["small"].split())
        self._words: dict[str, list[_Anchor]] = defaultdict(list)
        self._stems: dict[str, list[_Anchor]] = defaultdict(list)
        for of_kind in rules.values():
            self._sort_in(of_kind, lists)
        self._words.default_factory = self._stems.default_factory = None

    def _sort_in(self, rules: list[Rule], lists: dict[str, str]) -> None:
        anchors: dict[str, _Anchor] = defaultdict(_Anchor)
        for rule in rules:
            for source in rule.patterns:
                for opening in read_pattern(source, lists):
                    word = opening.anchor
                    key = word[:STEM] + "*" if word.endswith("*") else word
                    anchors[key].expressions.append(opening.expression)
                    anchors[key].rules.append(rule)
        for key, anchor in anchors.items():
            (self._stems if key.endswith("*") else self._words)[key.rstrip("*")].append(anchor)

    def find(self, folded: str) -> list[Hit]:
        """Give every hit in a folded text, in the order of their first words."""
        hits: list[Hit] = []
        words, stems = self._words, self._stems
        for word in _WORD.finditer(folded):
            letters = word[0]
            if anchors := words.get(letters):
                _match(folded, anchors, word.start(), word.end(), hits)
            if anchors := stems.get(letters[:STEM]):
                _match(folded, anchors, word.start(), word.start(), hits)
        return hits


def _match(folded: str, anchors: list[_Anchor], place: int, after: int, hits: list[Hit]) -> None:
    """Add the hits of the `anchors` of the word at `place`, whose expressions begin at `after`."""
    for anchor in anchors:
        found = (anchor.compiled or anchor.compile()).match(folded, after)
        if found is not None and found.lastindex:
            rule = anchor.rules[found.lastindex - 1]
            if not rule.opens or _opens_clause(folded, place):
                hits.append(Hit(rule, place, found.end()))


def _opens_clause(folded: str, place: int) -> bool:
    return _CLAUSE.search(folded, max(0, place - _LOOK_BACK), place) is not None


@cache
def rulebook(language: str) -> Rulebook:
    """Read the rules of `language`, one of LANGUAGES."""
    folder = files(__package__) / "rules" / language
    tables = {path.name.removesuffix(".toml"): tomllib.loads(path.read_text("utf-8")) for path in folder.iterdir()}
    lists = tables.pop("lists")
    rules: dict[str, list[Rule]] = defaultdict(list)
    for name in sorted(tables):  # "trouble-goods" comes before "trouble-weak", and what comes first counts
        kind = name.partition("-")[0]
        rules[kind] += [_rule(f"{language}.{kind}", row) for row in tables[name]["rule"]]
    return Rulebook(rules, lists)


def _rule(prefix: str, row: dict[str, Any]) -> Rule:
    """Make a rule of its row in a file; an unknown key, mark or weight is an error."""
    marks = frozenset(row.pop("marks", ()))
    if marks - MARKS:
        raise RuleError(_UNKNOWN_MARKS, f"{prefix}.{row['id']}")
    return Rule(
        id=f"{prefix}.{row.pop('id')}",
        marks=marks,
        gives=Signals(**row.pop("gives", {})),
        patterns=tuple(row.pop("patterns")),
        bad=tuple(row.pop("bad")),
        good=tuple(row.pop("good")),
        **row,
    )
