"""A piece of a text with its place in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` of a normalised text, and the `text` between them."""

    start: int
    end: int
    text: str
