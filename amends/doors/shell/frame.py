"""What stands around every page: the rail of lists, the agent, the demo's strip."""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class RailItem:
    """One list in the rail. `icon` names a file of `icons/`; `key` follows `g` on the keyboard ("" for none)."""

    name: str
    url: str
    icon: str
    count: int | None = None
    current: bool = False
    late: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class RailGroup:
    """Lists that belong together, under a small label ("" for the first group)."""

    label: str
    items: tuple[RailItem, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """The person who is logged in, as colleagues read them."""

    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The strip on top of the demo: its clock in words, and where its three pages are."""

    clock: str
    smtp: str
    write_url: str
    outbox_url: str
    clock_url: str
    reset_url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Handed to every page as `frame`; without an agent the page stands alone (login, errors before login).

    `live_url` is the stream of changes after the event at which the page was rendered ("/events/?after=4711").
    """

    desk: str
    language: str = "en"
    theme: Theme = "auto"
    agent: Agent | None = None
    rail: tuple[RailGroup, ...] = ()
    demo: Demo | None = None
    live_url: str = ""
    shortcuts: bool = True
    query: str = ""
    home_url: str = "/"
    new_url: str = "/new/"
    search_url: str = "/search/"
    unassigned_url: str = "/cases/?list=unassigned"
    waiting_url: str = "/cases/?list=waiting"
    preferences_url: str = "/preferences/"
    account_url: str = "/accounts/password/change/"
    logout_url: str = "/accounts/logout/"
