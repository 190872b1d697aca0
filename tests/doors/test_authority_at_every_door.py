"""Whichever door somebody takes, nobody gives more than their level may: a table of doors by levels."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.signing import Signer
from django.test import Client

from amends.config.clock import frozen
from amends.craft.money import Money
from amends.desk.advice.models import HouseRule, Pin
from amends.desk.cases.links import token_for
from amends.desk.cases.models import Case
from amends.desk.channels import hooks
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import leave_due
from amends.desk.intake.actions import Source, receive
from amends.desk.offers.actions import Thing, enter_promise
from amends.desk.offers.models import Offer
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent, Level
from amends.desk.policies.granting import Grant, grant
from amends.desk.policies.models import Authority, DeskSettings
from amends.desk.policies.playbook import starters
from amends.doors.cli.main import main as amends

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
LIMITS = {"ben": 20, "cleo": 100, "dana": 1000}
MAIL = (
    b"From: Ada Okafor <ada@example.com>\r\nTo: desk@desk.example\r\nSubject: Broken blender\r\n"
    b"Message-ID: <one@example.com>\r\n\r\nMy blender does not start. I want my money back.\r\n"
)


def eur(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


@dataclass
class Desk:
    """Three people of three levels, each logged in, and Ada's case."""

    case: Case
    people: dict[str, Agent]

    def browser(self, who: str) -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    def post(self, who: str, noun: str, **fields: object) -> int:
        return self.browser(who).post(f"/cases/{self.case.number}/{noun}/", fields).status_code

    def given(self) -> Decimal:
        """Return all that was promised, and all that stands offered before the customer's eyes."""
        promised = sum((row.amount or Decimal(0) for row in Promise.objects.all()), Decimal(0))
        offered = [option.amount or Decimal(0) for offer in Offer.objects.made() for option in offer.options.all()]
        return max([promised, *offered])


@pytest.fixture
def desk():
    with frozen(MONDAY):
        settings = DeskSettings.current()
        settings.set_up_at = MONDAY
        settings.save()
        people = {
            name: Agent.objects.create_user(
                f"{name}@desk.example", name=name.title(), is_lead=name == "dana", level=Level.objects.get(rank=rank)
            )
            for rank, name in enumerate(LIMITS, 1)
        }
        for name, most in LIMITS.items():
            grant(Grant("any", people[name].level, None, eur(most), eur(most)), people["dana"], now=MONDAY)
        mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=MONDAY)
        number = receive(MAIL, Source(arrived_at=MONDAY, mailbox=mailbox), now=MONDAY).case
        yield Desk(Case.objects.get(number=number), people)


def the_promise_form(desk: Desk, who: str, amount: int) -> None:
    desk.post(who, "promises", thing="Money back", amount=f"{amount} EUR", due="2026-03-05T17:00", remedy="refund")


def the_promise_form_in_words(desk: Desk, who: str, amount: int) -> None:
    desk.post(who, "promises", thing=f"Refund of {amount} EUR", amount="1 EUR", due="2026-03-05T17:00")


def the_promise_form_twice(desk: Desk, who: str, amount: int) -> None:
    for part in (amount // 2, amount - amount // 2):
        desk.post(who, "promises", thing="Money back", amount=f"{part} EUR", due="2026-03-05T17:00")


def the_reply(desk: Desk, who: str, amount: int) -> None:
    text = f"Dear Ada, I am sorry. We refund you {amount} EUR by Friday. {who.title()}"
    status = desk.post(who, "replies", text=text, anyway="I write the promise down next.")
    assert status == (303 if amount <= LIMITS[who] else 422)


def _own_offer(amount: int) -> dict[str, str]:
    return {"own-title": "Money back", "own-remedy": "refund", "own-amount": f"{amount} EUR", "own-days": "3"}


def the_offer_page(desk: Desk, who: str, amount: int) -> None:
    desk.post(who, "offers", **_own_offer(amount))
    desk.post(who, "replies", text="Dear Ada, I am sorry. This is what we can do for you. Yours")
    leave_due(now=MONDAY + timedelta(minutes=5))


def the_customers_page(desk: Desk, who: str, amount: int) -> None:
    """Ada chooses what was drafted and never said."""
    desk.post(who, "offers", **_own_offer(amount))
    offer = Offer.objects.first()
    if offer is None:
        return
    token = token_for(desk.case, desk.case.participants.get())
    Client().post(f"/p/{token}/choices/", {"offer": offer.pk, "option": offer.options.get().pk})


def the_web_hook(desk: Desk, who: str, amount: int) -> None:
    """A carrier says that more has arrived than was promised."""
    made = enter_promise(
        desk.case, desk.people[who], Thing("Refund", eur(1), "refund"), due=MONDAY + timedelta(days=2), now=MONDAY
    )
    hook, secret = hooks.make("The bank", desk.people["dana"], now=MONDAY)
    said = {"id": "1", "case": desk.case.number, "promise": made.pk, "reference": "x", "amount": f"{amount} EUR"}
    body = json.dumps(said).encode()
    signed = hooks.sign(secret, body, at=int(MONDAY.timestamp()))
    address, kind = f"/hooks/{hook.pk}/evidence/", "application/json"
    answer = Client().post(address, body, content_type=kind, headers={"Amends-Signature": signed})

    assert answer.status_code == 422
    assert not made.deliveries.exists()


def the_command_line(desk: Desk, who: str, amount: int) -> None:
    """A policy that comes in as a file gives nobody any authority, however much it says is usual."""
    with tempfile.TemporaryDirectory() as folder:
        text = starters()["arrived-damaged.md"].replace('decides = "lead"', f'decides = "{who}"')
        (Path(folder) / "arrived-damaged.md").write_text(text, encoding="utf-8")
        before = list(Authority.objects.values_list("pk", "per_case"))
        assert amends(["policy", "import", folder]) == 0
    assert list(Authority.objects.values_list("pk", "per_case")) == before
    the_promise_form(desk, who, amount)


DOORS = (
    the_promise_form,
    the_promise_form_in_words,
    the_promise_form_twice,
    the_reply,
    the_offer_page,
    the_customers_page,
    the_web_hook,
    the_command_line,
)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("who", LIMITS)
def test_no_door_gives_more_than_the_level_may(desk: Desk, who: str, door: Callable[[Desk, str, int], None]) -> None:
    door(desk, who, LIMITS[who] * 2)

    assert desk.given() <= LIMITS[who]


@pytest.mark.parametrize("door", [the_promise_form, the_offer_page], ids=lambda door: door.__name__)
@pytest.mark.parametrize("who", LIMITS)
def test_what_the_level_may_goes_through(desk: Desk, who: str, door: Callable[[Desk, str, int], None]) -> None:
    door(desk, who, LIMITS[who])

    assert desk.given() == LIMITS[who]


@pytest.mark.parametrize("who", LIMITS)
def test_words_that_the_level_may_say_are_sent(desk: Desk, who: str) -> None:
    the_reply(desk, who, LIMITS[who])

    assert desk.case.messages.filter(direction="out").count() == 1


def test_only_leads_write_limits(desk: Desk) -> None:
    row = Authority.objects.get(level=desk.people["ben"].level)
    fields = {"remedy": "any", "per_case": "9000 EUR", "level": row.level_id}
    answers = [desk.browser(who).post(f"/office/authority/{row.pk}/", fields).status_code for who in ("ben", "cleo")]
    row.refresh_from_db()

    assert set(answers) == {404}
    assert row.per_case == 20


@pytest.mark.parametrize("who", ["ben", "cleo"])
def test_only_leads_tell_the_coach_how_the_house_sounds(desk: Desk, who: str) -> None:
    rule = {"kind": "never", "words": "no problem", "severity": "warning", "then": "keep"}
    posts = {
        "/office/house/new/": rule,
        "/office/coach/policy.says/": {"state": "off"},
        "/office/house/": {"text": "x"},
    }
    browser = desk.browser(who)
    answers = {browser.post(path, fields).status_code for path, fields in posts.items()}
    answers |= {browser.get(path).status_code for path in (*posts, "/office/questions/examples.jsonl")}

    assert answers == {404}
    assert not HouseRule.objects.exists()
    assert not Pin.objects.exists()


@pytest.mark.parametrize("who", LIMITS)
def test_a_reason_sends_nothing_that_the_level_may_not(desk: Desk, who: str) -> None:
    text = f"Dear Ada, I am sorry. We refund you {LIMITS[who] + 1} EUR by Friday. {who.title()}"

    assert desk.post(who, "replies", text=text, anyway="My lead said so on the phone.") == 422
    assert not desk.case.messages.filter(direction="out").exists()


def test_a_forged_link_opens_nothing(desk: Desk) -> None:
    forged = Signer(key="guessed").sign("1:1:1")

    assert Client().post(f"/p/{forged}/choices/", {"offer": 1, "option": 1}).status_code == 404
