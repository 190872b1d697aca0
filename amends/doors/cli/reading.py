"""How a command reads: a text from a file or stdin, or one JSON object a line."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from amends.doors.cli.failures import CommandError, Exit
from amends.doors.cli.printing import Answer, print_json

STDIN = "-"

type Question = Mapping[str, object]


class MalformedLineError(Exception):
    """A line of a batch is no question; the message says why."""


def read_bytes(name: str) -> bytes:
    """Return what the file `name` holds, or stdin where it is "-"."""
    if name == STDIN:
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        message = f"{name} is a folder, not a file"
        raise CommandError(message)
    return path.read_bytes()


def read_text(name: str) -> str:
    """Return a text in UTF-8, with or without a byte order mark; bytes that are none become U+FFFD."""
    return read_bytes(name).decode("utf-8-sig", errors="replace")


def answer_lines(answer: Callable[[Question], Answer]) -> int:
    """Answer each JSON object of stdin by one line; a malformed one by {"error": …}, with exit code 1 at the end."""
    code = Exit.OK
    for number, line in _lines():
        try:
            print_json(answer(_question(line)))
        except MalformedLineError as error:
            print_json({"error": f"line {number}: {error}"})
            code = Exit.FAILED
        sys.stdout.flush()
    return code


def text_field(question: Question, name: str, default: str | None = None) -> str:
    """Return a field that must be a text; raises MalformedLineError where it is not, or is absent without a default."""
    value = question.get(name, default)
    if not isinstance(value, str):
        message = f"{name!r} must be a text" if name in question else f"{name!r} is missing"
        raise MalformedLineError(message)
    return value


def texts_field(question: Question, name: str) -> tuple[str, ...]:
    """Return a field that must be a list of texts, empty where it is absent; raises MalformedLineError otherwise."""
    value = question.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"{name!r} must be a list of texts"
        raise MalformedLineError(message)
    return tuple(value)


def choice_field[C: str](question: Question, name: str, choices: tuple[C, ...], default: C) -> C:
    """Return a field that must be one of `choices`; raises MalformedLineError otherwise."""
    value = text_field(question, name, default)
    for choice in choices:
        if choice == value:
            return choice
    message = f"{name!r} must be one of {', '.join(choices)}"
    raise MalformedLineError(message)


def _lines() -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            yield number, line


def _question(line: bytes) -> Question:
    try:
        question = json.loads(line)
    except ValueError:
        question = None
    if not isinstance(question, dict):
        message = "not a JSON object"
        raise MalformedLineError(message)
    return question
