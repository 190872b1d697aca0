"""Reads the fields of a table one by one and says plainly which is missing, wrong or unknown."""

from collections.abc import Iterator, Mapping
from typing import Final, NoReturn, Self

from amends.craft.refusal import Malformed

_CODE: Final = 2  # letters of the code of a language


class Fields:
    """A table of a rule file. What nobody asked for by the time of `finish` is a fault: it may be a misspelt field."""

    def __init__(self, table: Mapping[str, object], *, place: str) -> None:
        """Read from `table`, which stands at `place`."""
        self._table, self._place = table, place
        self._asked: set[str] = set()

    def named(self, name: str) -> None:
        """Speak of this table by its name from now on."""
        self._place = f"{self._place}: {name}"

    def refuse(self, fault: str) -> NoReturn:
        """Say where and what is wrong."""
        raise Malformed("coach_pack", place=self._place, fault=fault)

    def codes(self) -> tuple[str, ...]:
        """Give the keys of the tables of languages: two letters each."""
        return tuple(key for key, value in self._table.items() if len(key) == _CODE and isinstance(value, dict))

    def has(self, key: str) -> bool:
        """Tell whether there is such a field."""
        return key in self._table

    def text(self, key: str, *, default: str | None = None) -> str:
        """Give a field that must be text, and must not be empty unless it has a default."""
        value = self._value(key, default)
        if not isinstance(value, str) or not (value.strip() or default is not None):
            self.refuse(f"“{key}” must be a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, empty where there is none."""
        return tuple(self._checked(key, entry) for entry in self._list(key))

    def number(self, key: str) -> int:
        """Give a whole number, 0 where there is none."""
        value = self._value(key, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(f"“{key}” must be a whole number")
        return value

    def switch(self, key: str) -> bool:
        """Give true or false, false where there is none."""
        value = self._value(key, default=False)
        if not isinstance(value, bool):
            self.refuse(f"“{key}” must be true or false")
        return value

    def one_of[T: str](self, key: str, allowed: tuple[T, ...], *, default: T | None = None) -> T:
        """Give the one of `allowed` that the field names."""
        return self._among(key, self.text(key, default=default), allowed)

    def some_of[T: str](
        self, key: str, allowed: tuple[T, ...], *, default: tuple[T, ...] | None = None
    ) -> tuple[T, ...]:
        """Give those of `allowed` that the field names; where there is none, `default`, or all."""
        if not self.has(key):
            return allowed if default is None else default
        return tuple(self._among(key, named, allowed) for named in self.texts(key))

    def table(self, key: str) -> Self:
        """Give a table inside this one."""
        return self._inner(key, self._value(key, None))

    def tables(self, key: str) -> Iterator[Self]:
        """Give the tables of a list of them."""
        for entry in self._list(key):
            yield self._inner(key, entry)

    def entries(self, key: str) -> Iterator[str | Self]:
        """Give the entries of a list of texts and tables."""
        for entry in self._list(key):
            yield entry if isinstance(entry, str) else self._inner(key, entry)

    def finish(self) -> None:
        """See that every field was asked for."""
        unknown = sorted(set(self._table) - self._asked)
        if unknown:
            self.refuse(f"it has fields nobody knows: {', '.join(unknown)}")

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        if default is None and key not in self._table:
            self.refuse(f"“{key}” is missing")
        return self._table.get(key, default)

    def _list(self, key: str) -> list[object]:
        value = self._value(key, [])
        if not isinstance(value, list):
            self.refuse(f"“{key}” must be a list")
        return value

    def _checked(self, key: str, entry: object) -> str:
        if not isinstance(entry, str) or not entry.strip():
            self.refuse(f"“{key}” must be a list of texts")
        return entry

    def _among[T: str](self, key: str, named: str, allowed: tuple[T, ...]) -> T:
        chosen = next((choice for choice in allowed if choice == named), None)
        if chosen is None:
            self.refuse(f"“{key}” is “{named}”, not one of {', '.join(allowed)}")
        return chosen

    def _inner(self, key: str, entry: object) -> Self:
        if not isinstance(entry, dict):
            self.refuse(f"“{key}” must hold tables")
        return type(self)(entry, place=f"{self._place}: {key}")
