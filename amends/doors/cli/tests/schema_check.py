"""A small checker for the part of JSON Schema that our schemas use; anything else in one is an error here."""

import re
from collections.abc import Callable, Mapping
from typing import Any

type Schema = Mapping[str, Any]

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
SAYS_NOTHING = {"$schema", "$defs", "title", "description", "format", "type", "items", "anyOf"}
# Whether a value is as a word of the schema says.
HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "enum": lambda value, says: value in says,
    "minimum": lambda value, says: value >= says,
    "maximum": lambda value, says: value <= says,
    "pattern": lambda value, says: re.search(says, value) is not None,
    "minItems": lambda value, says: len(value) >= says,
    "maxItems": lambda value, says: len(value) <= says,
    "required": lambda value, says: set(says) <= set(value),
    "properties": lambda value, says: set(value) <= set(says),
}


class Checker:
    """Checks values against one schema and its definitions."""

    def __init__(self, schema: Schema) -> None:
        self._root = schema

    def faults(self, value: Any) -> list[str]:
        """Return what is wrong with `value`, each with its place; nothing where it is as the schema says."""
        return self._faults(value, self._root, "$")

    def _faults(self, value: Any, schema: Schema, at: str) -> list[str]:
        if "$ref" in schema:
            schema = self._root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        kind = schema.get("type")
        if kind and not _is(value, kind):
            return [f"{at}: type is {kind}, not {value!r}"]
        wrong = [
            f"{at}: {word} is {says}, not {value!r}"
            for word, says in schema.items()
            if word not in SAYS_NOTHING and not HOLDS[word](value, says)
        ]
        return wrong or self._inner(value, schema, at)

    def _inner(self, value: Any, schema: Schema, at: str) -> list[str]:
        """Return the faults of what `value` holds."""
        choices = schema.get("anyOf", [])
        if choices and all(self._faults(value, choice, at) for choice in choices):
            return [f"{at}: fits no choice"]
        inner = [
            (value[name], says, f"{at}.{name}") for name, says in schema.get("properties", {}).items() if name in value
        ]
        if "items" in schema:
            inner += [(item, schema["items"], f"{at}[{number}]") for number, item in enumerate(value)]
        return [fault for one in inner for fault in self._faults(*one)]


def faults(value: Any, schema: Schema) -> list[str]:
    """Return what is wrong with `value` by `schema`."""
    return Checker(schema).faults(value)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and isinstance(value, bool) <= (kind == "boolean")
