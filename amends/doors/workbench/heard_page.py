"""What the page of one message shows of what was heard in it, given to `workbench/heard.html` as `page`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """Something heard in a message: what, how in words, and the words of the message that carried it."""

    name: str
    words: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeardPage:
    """GET /messages/<id>/heard/ . What was heard in a message of a customer; `quiet` names what was not."""

    title: str
    back_url: str
    judgements: tuple[Judgement, ...]
    quiet: tuple[str, ...] = ()
