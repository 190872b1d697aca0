"""The desk is set up, once, and told how it works; what changes here applies to what opens afterwards."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils.crypto import constant_time_compare

from amends.craft.hours import parse_holidays, parse_hours
from amends.craft.journey import Times
from amends.craft.refusal import AlreadyDone, Malformed, Missing, NotAllowed
from amends.desk.channels.connecting import connect
from amends.desk.people.staff import Card, add_agent, somebody_works_here
from amends.desk.policies.models import MEGABYTE, DeskSettings
from amends.desk.policies.wording import LANGUAGES

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.channels.models import Mailbox
    from amends.desk.people.models import Agent

TOKEN_GROUPS, TOKEN_LETTERS = 4, "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Desk:
    """How the desk is called, reached and open."""

    name: str
    public_url: str
    zone: str
    hours: str
    holidays: str = ""
    phone: str = ""
    language: str = "en"
    sends_receipts: bool = True
    nudges_by_text: bool = False
    max_mail_bytes: int = 25 * MEGABYTE


@dataclass(frozen=True, slots=True)
class FirstLead:
    """Who sets the desk up, and leads it from then on."""

    email: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class FirstMailbox:
    """The mailbox that is connected with set-up; the password is sealed before it is kept."""

    mailbox: "Mailbox"
    password: str


def setup_token() -> str:
    """Return the one-time token that proves at set-up who started the desk; none once an agent exists."""
    if somebody_works_here():
        return ""
    settings = DeskSettings.current()
    if not settings.setup_token:
        made = "-".join("".join(secrets.choice(TOKEN_LETTERS) for _ in range(5)) for _ in range(TOKEN_GROUPS))
        DeskSettings.objects.filter(pk=settings.pk, setup_token="").update(setup_token=made)
        settings.refresh_from_db(fields=["setup_token"])
    return settings.setup_token


def is_setup_token(given: str) -> bool:
    """Return whether that is the token printed in the terminal; never where there is none."""
    kept = DeskSettings.current().setup_token
    return bool(kept) and constant_time_compare(kept, given.strip().lower())


@transaction.atomic
def set_up(
    lead: FirstLead, desk: Desk, *, token: str, now: "datetime", first_mailbox: FirstMailbox | None = None
) -> "Agent":
    """Open the desk: its first lead, how it works, perhaps a mailbox; the token is void afterwards.

    Raises NotAllowed without the token, AlreadyDone where somebody works here already.
    """
    settings = DeskSettings.objects.select_for_update().get(pk=DeskSettings.current().pk)
    if somebody_works_here():
        raise AlreadyDone("set_up")
    if not settings.setup_token or not constant_time_compare(settings.setup_token, token):
        raise NotAllowed("setup_token")
    _write(settings, desk)
    settings.set_up_at, settings.setup_token = now, ""
    settings.save(update_fields=["set_up_at", "setup_token"])
    if first_mailbox is not None:
        connect(first_mailbox.mailbox, password=first_mailbox.password, now=now)
    return add_agent(lead.email, Card(name=lead.name, is_lead=True), password=lead.password)


@transaction.atomic
def change_desk(desk: Desk) -> None:
    """Keep how the desk is called, reached and open.

    Raises Missing or Malformed for what can't be read.
    """
    _write(DeskSettings.objects.select_for_update().get(pk=DeskSettings.current().pk), desk)


@transaction.atomic
def change_times(times: Mapping[str, int]) -> None:
    """Keep the times that differ from the default journey.

    Raises Malformed for an unknown or impossible time, and where a follow-up would end before it may begin.
    """
    wanted = Times.of(times)
    if wanted.follow_up_by_elapsed_hours < wanted.follow_up_after_elapsed_hours:
        raise Malformed("follow_up_window")
    default = asdict(Times())
    changed = {name: value for name, value in times.items() if value != default[name]}
    settings = DeskSettings.objects.select_for_update().get(pk=DeskSettings.current().pk)
    settings.times = changed
    settings.save(update_fields=["times"])


def _write(settings: DeskSettings, desk: Desk) -> None:
    _check(desk)
    for name, value in asdict(desk).items():
        setattr(settings, name, value.strip() if isinstance(value, str) else value)
    settings.save(update_fields=list(asdict(desk)))


def _check(desk: Desk) -> None:
    if not desk.name.strip():
        raise Missing("name")
    url = urlsplit(desk.public_url.strip())
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment:
        raise Malformed("public_url", value=desk.public_url)
    try:
        ZoneInfo(desk.zone.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Malformed("zone", value=desk.zone) from error
    parse_hours(desk.hours)
    parse_holidays(desk.holidays)
    if desk.language not in LANGUAGES:
        raise Malformed("language", language=desk.language)
