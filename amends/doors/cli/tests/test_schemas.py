"""What a command prints is what its schema says, and every schema is one."""

import json

import pytest

from amends.doors.cli.commands.schema import SCHEMAS, names
from amends.doors.cli.tests.schema_check import faults


@pytest.mark.parametrize("name", names())
def test_a_schema_is_printed_as_it_is_packaged(amends, name):
    ended = amends("schema", *name.split("-"))

    assert ended.code == 0
    assert json.loads(ended.out) == json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", names())
def test_a_schema_says_which_draft_it_follows_and_what_it_describes(name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"].startswith(f"amends {name.replace('-', ' ')}")
    assert schema["description"]


def test_without_a_command_the_schemas_are_listed(amends):
    assert {"listen", "coach", "mail parse"} <= set(amends("schema").out.splitlines())


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"a": 1}, "$.a: type is string, not 1"),
        ({}, "$: required is ['a'], not {}"),
        ({"a": "x", "c": [0, 9]}, "$.c[1]: maximum is 4, not 9"),
        ({"a": "x", "c": [True]}, "$.c[0]: type is integer, not True"),
        ({"a": "x", "d": 1}, "$.d: fits no choice"),
    ],
)
def test_the_checker_finds_faults(value, fault):
    number = {"type": "integer", "minimum": 0, "maximum": 4}
    null_or_text = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    numbers = {"type": "array", "items": {"$ref": "#/$defs/number"}}
    properties = {"a": {"type": "string"}, "c": numbers, "d": null_or_text}
    schema = {"type": "object", "properties": properties, "required": ["a"], "$defs": {"number": number}}

    assert faults(value, schema) == [fault]


def test_the_checker_finds_a_key_that_no_schema_knows():
    assert faults({"b": 1}, {"type": "object", "properties": {"a": {}}}) != []
