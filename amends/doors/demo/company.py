"""Reads the sample company from its files: who works there, and step by step what happened in each case."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from amends.craft.refusal import Malformed
from amends.doors.demo.moments import Weeks

COMPANY = "company.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works for the sample company; `key` is how steps call them."""

    key: str
    name: str
    email: str
    signature: str
    lead: bool = False
    level: str = "Agent"
    figures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage that agents put into replies."""

    name: str
    language: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """Something that the company wants to know of its customers."""

    name: str
    label: str
    choices: tuple[str, ...]
    compared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The sample company; moments are in the notation of `moments.py`, `called` says who is called for what."""

    name: str
    language: str
    zone: ZoneInfo
    hours: str
    phone: str
    mailbox: str
    trusted_host: str
    connected: str
    limits: str
    opens: str
    levels: tuple[str, ...]
    called: Mapping[str, str]
    people: tuple[Person, ...]
    own_fields: tuple[OwnField, ...]
    blocks: tuple[Block, ...]

    def weeks_of(self, connected_at: Any) -> Weeks:
        """Return the weeks of a sample desk that was connected then."""
        return Weeks.counted_from(connected_at, self.connected, self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """One thing that is offered: by a policy's option where `key` names one, else in the agent's own words."""

    title: str
    remedy: str
    amount: str = ""
    days: int = 3
    policy: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that somebody did: `who` is "customer", "stranger", "server" or an agent's key, `does` the verb."""

    case: str
    at: str
    who: str
    does: str
    text: str = ""
    subject: str = ""
    sender: str = ""
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    quotes: bool = False
    taken_by: str = ""
    answers: str = "all"
    restates: bool = False
    offers: bool = False
    fixes: bool = False
    understood: str | None = None
    want: str | None = None
    offer: str | None = None
    amount: str = ""
    due: str = ""
    backup: str = ""
    on: str = ""
    promise: str = ""
    to: str = ""
    outcome: str = ""
    into: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Choosable, ...] = ()
    together: bool = False
    option: int = 1
    play: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """How a case stands when the demo opens, as its file says; None and empty stand for "whatever"."""

    state: str = "open"
    outcome: str = ""
    kind: str = ""
    owner: str = ""
    owed: tuple[str, ...] = ()
    overdue: tuple[str, ...] | None = None
    owed_by: str = ""
    understanding: str = ""
    handoff: str = ""
    heat: int | None = None
    strangers: int = 0
    promises: int | None = None
    paused: bool = False
    unripe: bool = False
    linked: bool = False
    about: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A case of the sample: whose it is, what happened, and how it must stand when the demo opens."""

    key: str
    customer: str
    steps: tuple[Step, ...]
    expected: Expected
    phone: str = ""
    salutation: str = ""
    notes: str = ""
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A complaint from before the mailbox was connected: who called about what, what they got, and how it ended."""

    at: str
    customer: str
    by: str
    about: str
    value: str
    gets: str
    region: str
    kind: str
    says: str
    ours: str
    amount: str = ""
    kept_after: int = 2
    outcome: str = "solved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Mail that belongs to no case; `reason` puts it on the pile at once, as a fetcher does, and is empty else."""

    at: str
    sender: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """All that happened before the demo opens."""

    stories: tuple[Story, ...]
    loose: tuple[Loose, ...]
    earlier: tuple[Earlier, ...] = ()


@cache
def company() -> Company:
    """Return the sample company."""
    data = _read(COMPANY)
    people, blocks, own = data.pop("agent"), data.pop("block"), data.pop("field")
    return Company(
        **data | {"zone": ZoneInfo(data["zone"])},
        people=tuple(Person(**entry) for entry in people),
        blocks=tuple(Block(**entry) for entry in blocks),
        own_fields=tuple(OwnField(**entry | {"choices": tuple(entry["choices"])}) for entry in own),
    )


def sample() -> Sample:
    """Return the cases and the loose mail of all files, in the files' order."""
    folder = files(__package__) / "sample"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml") and entry.name != COMPANY)
    read = [_read(name) for name in names]
    return Sample(
        stories=tuple(_story(entry) for data in read for entry in data.get("case", ())),
        loose=tuple(Loose(**_as_sender(entry)) for data in read for entry in data.get("loose", ())),
        earlier=tuple(Earlier(**entry) for data in read for entry in data.get("earlier", ())),
    )


def enclosed(name: str) -> bytes:
    """Return a file that customers of the sample enclose."""
    return (files(__package__) / "sample" / "enclosed" / name).read_bytes()


def _story(entry: dict[str, Any]) -> Story:
    steps = tuple(_step(entry["key"], step) for step in entry.pop("step"))
    expect = {name: _fixed(value) for name, value in entry.pop("expect").items()}
    return Story(**entry, steps=steps, expected=Expected(**expect))


def _step(case: str, entry: dict[str, Any]) -> Step:
    options = tuple(Choosable(**option) for option in entry.get("options", ()))
    given = {name: _fixed(value) for name, value in _as_sender(entry).items()} | {"options": options}
    unknown = set(given) - {known.name for known in fields(Step)}
    if unknown:
        raise Malformed("sample", case=case, unknown=min(unknown))
    return Step(case=case, **given)


def _fixed(value: Any) -> Any:
    """Return a value of a file as records hold it: lists fixed, texts without the line ends around them."""
    if isinstance(value, list):
        return tuple(value)
    return value.strip() if isinstance(value, str) else value


def _as_sender(entry: dict[str, Any]) -> dict[str, Any]:
    """Rename `from`, which reads best in a file and is no name in Python."""
    return {"sender" if name == "from" else name: value for name, value in entry.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "sample" / name).read_text(encoding="utf-8"))
