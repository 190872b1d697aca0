"""Reading one table of front matter, value by value, noting what is wrong instead of stopping at it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from amends.craft.money import Money, parse
from amends.craft.policy.document import Amounts, Phrases, Quantity, Worded
from amends.craft.policy.places import Notes, Path, nearest
from amends.craft.refusal import Malformed

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_PERCENT: Final = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*(%?)")
_MOST_PERCENT: Final = 1000
MONEY_EXAMPLE: Final = '"10.00 EUR"'
PERCENT_EXAMPLE: Final = '"20 %"'


class Table:
    """A table with its way into the file; every value is read once, and what is wrong with it is noted."""

    def __init__(self, values: Mapping[str, object], path: Path, notes: Notes, *, known: Iterable[str] = ()) -> None:
        """Open a table; keys that are not `known` are noted, unless any are allowed."""
        self.path = path
        self.notes = notes
        self._values = values
        known = tuple(known)
        for key in values if known else ():
            if key not in known:
                notes.add("unknown_key", (*path, key), instead=nearest(key, known))

    def __contains__(self, key: str) -> bool:
        """Tell whether a key was written."""
        return key in self._values

    def keys(self) -> tuple[str, ...]:
        """List the keys that were written."""
        return tuple(self._values)

    def raw(self, key: str) -> object:
        """Give a value as it stands."""
        return self._values.get(key)

    def required(self, key: str, *, instead: str) -> bool:
        """Note a key that is missing."""
        if key not in self:
            self.notes.add("missing_key", (*self.path, key), instead=instead)
        return key in self

    def wrong(self, key: str, *, instead: str) -> None:
        """Note a value of the wrong type."""
        self.notes.add("wrong_type", (*self.path, key), text=str(self.raw(key)), instead=instead)

    def text(self, key: str, *, instead: str) -> str:
        """Read a text that must be there and say something."""
        if not self.required(key, instead=instead):
            return ""
        value = self.raw(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.wrong(key, instead=instead)
        return ""

    def slug(self, key: str, *, instead: str) -> str:
        """Read a name made for files and links: small letters, digits and hyphens."""
        return self._slug(key, self.text(key, instead=instead))

    def slugs(self, key: str, *, instead: str) -> tuple[str, ...]:
        """Read a list of such names that must be there."""
        if not self.required(key, instead=instead):
            return ()
        found = self.texts(key, instead=instead)
        if not found and self.raw(key) == []:
            self.wrong(key, instead=instead)
        return tuple(self._slug(key, text) for text in found)

    def texts(self, key: str, *, instead: str) -> tuple[str, ...]:
        """Read a list of different texts; none when the key isn't there."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong(key, instead=instead)
            return ()
        found = [one.strip() for one in value]
        for twice in {one for one in found if found.count(one) > 1}:
            self.notes.add("duplicate", (*self.path, key), text=twice)
        return tuple(found)

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Read a date."""
        example = "2026-01-31"
        if key not in self and not (needed and self.required(key, instead=example)):
            return None
        value = self.raw(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.wrong(key, instead=example)
        return None

    def language(self, key: str, *, otherwise: str) -> str:
        """Read a language code."""
        text = self.text(key, instead='"en"') if key in self else otherwise
        return _language(text, self.notes, (*self.path, key)) if text else otherwise

    def table(self, key: str, *, known: Iterable[str] = ()) -> "Table | None":
        """Open a table in this one; none when the key isn't there."""
        value = self.raw(key)
        if isinstance(value, Mapping):
            return Table(value, (*self.path, key), self.notes, known=known)
        if key in self:
            self.wrong(key, instead="{ … }")
        return None

    def tables(self, key: str, *, known: Iterable[str], instead: str) -> list["Table"]:
        """Open a list of tables."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.wrong(key, instead=instead)
            return []
        known = tuple(known)
        return [Table(one, (*self.path, key, index), self.notes, known=known) for index, one in enumerate(value)]

    def worded(self, key: str) -> tuple[Worded, ...]:
        """Read one text for each language."""
        table = self.table(key)
        languages = table.keys() if table else ()
        return tuple(
            Worded(_language(code, self.notes, (*self.path, key, code)), table.text(code, instead='"…"'))
            for code in sorted(languages)
            if table
        )

    def phrases(self, key: str) -> tuple[Phrases, ...]:
        """Read a list of texts for each language."""
        table = self.table(key)
        languages = table.keys() if table else ()
        return tuple(
            Phrases(_language(code, self.notes, (*self.path, key, code)), table.texts(code, instead='["…", "…"]'))
            for code in sorted(languages)
            if table
        )

    def amounts(self, key: str) -> Amounts:
        """Read the same amount in one or several currencies; none when the key isn't there."""
        value = self._values.get(key, [])
        written = value if isinstance(value, list) else [value]
        found = [money for one in written if (money := self._money(key, one))]
        codes = [money.currency for money in found]
        for twice in sorted({code for code in codes if codes.count(code) > 1}):
            self.notes.add("duplicate", (*self.path, key), text=twice)
        return tuple(sorted(found, key=lambda money: money.currency))

    def quantity(self, key: str) -> Quantity | None:
        """Read amounts or a percentage; none when the key isn't there."""
        value = self.raw(key)
        if isinstance(value, str) and "%" in value:
            return self.percent(key)
        return self.amounts(key) or None

    def percent(self, key: str) -> Decimal:
        """Read a percentage above nothing; "20 %", "20" and 20 are the same."""
        value = self.raw(key)
        number = isinstance(value, str | int | Decimal) and not isinstance(value, bool)
        written = _PERCENT.fullmatch(str(value).strip()) if number else None
        if written and 0 < Decimal(written[1]) <= _MOST_PERCENT:
            return Decimal(written[1])
        self.notes.add("bad_percent", (*self.path, key), text=str(value), instead=PERCENT_EXAMPLE)
        return Decimal(1)

    def _money(self, key: str, value: object) -> Money | None:
        """Read one amount."""
        path, text = (*self.path, key), str(value)
        if re.match(r"\s*\D{0,3}-\s*\d", text):
            self.notes.add("negative_amount", path, text=text, instead=MONEY_EXAMPLE)
            return None
        try:
            return parse(text)
        except Malformed:
            self.notes.add("bad_money", path, text=text, instead=MONEY_EXAMPLE)
            return None

    def _slug(self, key: str, text: str) -> str:
        """Note a name that isn't made for files and links."""
        if text and not _SLUG.fullmatch(text):
            better = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
            self.notes.add("bad_slug", (*self.path, key), text=text, instead=f'"{better}"')
        return text


def _language(code: str, notes: Notes, path: Path) -> str:
    """Note what is no language code."""
    if not _LANGUAGE.fullmatch(code):
        notes.add("bad_language", path, text=code, instead="en")
    return code
