"""Authority can't be got round: whatever way somebody takes, no customer hears of more than their level may give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.craft.refusal import Refused
from amends.desk.cases.models import Case, Note
from amends.desk.channels.models import Mailbox
from amends.desk.handoffs.leaving import be_away, be_back
from amends.desk.intake.actions import Source, receive
from amends.desk.offers.actions import Thing, promise
from amends.desk.offers.agreeing import Choice, agree
from amends.desk.offers.approving import decide
from amends.desk.offers.choosing import tell
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.offers.offering import Pick, Terms, carry, draft, withdraw
from amends.desk.offers.splitting import Part, split
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent, Customer, Level
from amends.desk.policies.granting import Grant, grant
from amends.desk.replies.actions import Envelope, send
from amends.desk.replies.judging import Said

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
UNRECORDED = Envelope(anyway="I write the promise down next.")  # what goes beyond authority goes with no reason
DUE = NOW + timedelta(days=3)
CENT = Decimal("0.01")
WHO = ("ben", "cleo", "dana")
PER_CASE = {"ben": Decimal(50), "cleo": Decimal(250), "dana": Decimal(2000)}
PER_CUSTOMER = {"ben": Decimal(150), "cleo": Decimal(500), "dana": Decimal(6000)}
MAIL = (
    b"From: Ada Okafor <ada@example.com>\r\nTo: desk@desk.example\r\nSubject: Broken blender\r\n"
    b"Message-ID: <one@example.com>\r\n\r\nMy blender does not start. I want my money back.\r\n"
)


def eur(amount: Decimal) -> Money:
    return Money(amount, "EUR")


@dataclass
class Desk:
    """Three people of three levels with limits in euros, and Ada's case."""

    people: dict[str, Agent]
    case: Case

    def another_case(self, customer: Customer | None = None) -> Case:
        customer = customer or self.case.customer
        return Case.open_for(customer, subject="Another", channel="email", now=NOW)

    def promise(
        self, who: str, amount: Decimal, *, case: Case | None = None, remedy: str = "refund", **named
    ) -> Promise:
        thing = Thing("Money back", Money(amount, named.pop("currency", "EUR")), remedy)
        return promise(case or self.case, self.people[who], thing, due=DUE, now=NOW, **named)

    def draft(self, who: str, *amounts: Decimal, together: bool = False, case: Case | None = None) -> Offer:
        picks = [Pick(f"Refund {number}", "refund", eur(amount)) for number, amount in enumerate(amounts)]
        terms = Terms(together=together)
        return draft(case or self.case, self.people[who], picks, terms, now=NOW)

    def say(self, who: str, case: Case | None = None) -> Offer | None:
        note = Note.objects.create(case=case or self.case, agent=self.people[who], text="On the phone.", written_at=NOW)
        return carry(case or self.case, self.people[who], now=NOW, by=note)

    def agree(self, who: str, offer: Offer) -> Agreement:
        choice = Choice(Agreement.How.WORD, agent=self.people[who], words="Yes please.")
        return agree(offer, list(offer.options.all())[:1], choice, now=NOW)


@pytest.fixture
def desk() -> Desk:
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=NOW)
    people = {
        name: Agent.objects.create_user(
            f"{name}@desk.example", name=name.title(), is_lead=name == "dana", level=Level.objects.get(rank=rank)
        )
        for rank, name in enumerate(WHO, 1)
    }
    for name, person in people.items():
        limit = Grant("any", person.level, None, eur(PER_CASE[name]), eur(PER_CUSTOMER[name]), period_days=90)
        grant(limit, people["dana"], now=NOW)
    number = receive(MAIL, Source(arrived_at=NOW, mailbox=mailbox), now=NOW).case
    return Desk(people, Case.objects.get(number=number))


def by_hand(desk: Desk, who: str, amount: Decimal) -> None:
    desk.promise(who, amount)


def by_hand_without_a_remedy(desk: Desk, who: str, amount: Decimal) -> None:
    desk.promise(who, amount, remedy="")


def by_hand_under_another_name(desk: Desk, who: str, amount: Decimal) -> None:
    desk.promise(who, amount, remedy="goodwill")


def in_two_promises(desk: Desk, who: str, amount: Decimal) -> None:
    desk.promise(who, Decimal(20))
    desk.promise(who, amount - 20, remedy="credit")


def in_a_promise_and_an_offer(desk: Desk, who: str, amount: Decimal) -> None:
    desk.promise(who, Decimal(20))
    desk.draft(who, amount - 20)
    desk.say(who)


def in_an_offer(desk: Desk, who: str, amount: Decimal) -> None:
    offer = desk.draft(who, amount)
    desk.say(who)
    desk.agree(who, offer)


def in_one_option_of_several(desk: Desk, who: str, amount: Decimal) -> None:
    desk.draft(who, Decimal(1), amount, Decimal(2))
    desk.say(who)


def in_options_that_come_together(desk: Desk, who: str, amount: Decimal) -> None:
    desk.draft(who, amount / 2, amount - amount / 2, together=True)
    desk.say(who)


def in_two_offers(desk: Desk, who: str, amount: Decimal) -> None:
    desk.draft(who, Decimal(20))
    desk.say(who)
    desk.draft(who, amount - 20)
    desk.say(who)


def in_the_words_of_a_reply(desk: Desk, who: str, amount: Decimal) -> None:
    text = f"Dear Ada,\n\nI am sorry. We will refund you {amount:.2f} EUR by Friday.\n\nBest regards"
    send(desk.case, desk.people[who], text, said=Said(answers="all"), envelope=UNRECORDED, now=NOW)


def in_parts_of_a_promise(desk: Desk, who: str, amount: Decimal) -> None:
    made = desk.promise(who, Decimal(20))
    split(made, desk.people[who], [Part(eur(Decimal(10)), DUE), Part(eur(Decimal(10)), DUE)], "in two", now=NOW)
    desk.promise(who, amount - 20)


WAYS = (
    by_hand,
    by_hand_without_a_remedy,
    by_hand_under_another_name,
    in_two_promises,
    in_a_promise_and_an_offer,
    in_an_offer,
    in_one_option_of_several,
    in_options_that_come_together,
    in_two_offers,
    in_the_words_of_a_reply,
    in_parts_of_a_promise,
)
BEYOND = {"beyond_authority", "promised_beyond", "approval_open", "nobody_may_approve"}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_up_to_the_limit_nobody_is_asked_and_a_cent_more_is_refused_whatever_the_way(desk, way, who):
    refused = ""
    try:
        way(desk, who, PER_CASE[who] + CENT * 2)
    except Refused as refusal:
        refused = refusal.code
    said = [option.amount or Decimal(0) for offer in Offer.objects.made() for option in offer.options.all()]
    promised = sum((made.amount or Decimal(0) for made in Promise.objects.all()), Decimal(0))

    assert refused in BEYOND
    assert max([promised, *said]) <= PER_CASE[who]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_limit_itself_may_be_given_in_every_way(desk, way, who):
    way(desk, who, PER_CASE[who])

    assert not Approval.objects.exists()


@pytest.mark.parametrize("who", WHO)
def test_cases_of_one_customer_count_together_and_those_of_another_do_not(desk, who):
    for _ in range(int(PER_CUSTOMER[who] / PER_CASE[who])):
        desk.promise(who, PER_CASE[who], case=desk.another_case())
    last = desk.another_case()

    with pytest.raises(Refused, match="beyond_authority"):
        desk.promise(who, CENT, case=last)
    ned = Customer.objects.create(name="Ned", since=NOW)
    assert desk.promise(who, PER_CASE[who], case=desk.another_case(ned)).pk


@pytest.mark.parametrize("who", WHO)
def test_what_a_colleague_gave_counts_for_everybody(desk, who):
    desk.promise("dana", PER_CASE[who])

    with pytest.raises(Refused, match="beyond_authority"):
        desk.promise(who, CENT)


@pytest.mark.parametrize("who", WHO)
def test_another_currency_has_no_limit_and_so_nobody_may_give_it(desk, who):
    with pytest.raises(Refused, match="beyond_authority"):
        desk.promise(who, CENT, currency="USD")
    assert not Promise.objects.exists()


@pytest.mark.parametrize("remedy", ["apology", "repair"])
def test_no_amount_hides_behind_a_remedy_that_has_no_price(desk, remedy):
    with pytest.raises(Refused, match="amount_not_for"):
        desk.promise("ben", Decimal(900), remedy=remedy)


@pytest.mark.parametrize(("asker", "amount"), [("ben", 60), ("ben", 300), ("cleo", 300)])
def test_nobody_decides_on_their_own_request_nor_beyond_their_own_limit(desk, asker, amount):
    desk.draft(asker, Decimal(amount))
    approval = Approval.objects.get()
    codes = {}
    for who in WHO:
        try:
            decide(Approval.objects.get(), desk.people[who], granted=True, reason="", now=NOW)
            codes[who] = "granted"
        except Refused as refusal:
            codes[who] = refusal.code

    assert codes[asker] == "own_request"
    able = [who for who in WHO if PER_CASE[who] >= amount]
    assert codes[able[0]] == "granted"
    assert all(codes[who] in {"beyond_authority", "own_request"} for who in WHO if PER_CASE[who] < amount)
    assert approval.approver == desk.people[able[0]]


def test_while_leave_is_asked_for_or_refused_the_customer_hears_nothing(desk):
    offer = desk.draft("ben", Decimal(300))
    with pytest.raises(Refused, match="approval_open"):
        desk.say("ben")
    decide(Approval.objects.get(), desk.people["dana"], granted=False, reason="too much", now=NOW)

    with pytest.raises(Refused, match="approval_refused"):
        desk.say("ben")
    with pytest.raises(Refused, match="offer_not_said"):
        desk.agree("ben", offer)
    assert not Promise.objects.exists()


def test_leave_for_one_offer_is_no_leave_for_the_next(desk):
    first = desk.draft("ben", Decimal(300))
    decide(Approval.objects.get(), desk.people["dana"], granted=True, reason="", now=NOW)
    withdraw(first, desk.people["ben"], now=NOW)
    desk.draft("ben", Decimal(300))

    with pytest.raises(Refused, match="approval_open"):
        desk.say("ben")


def test_what_was_allowed_is_promised_once_it_is_agreed_and_no_more(desk):
    offer = desk.draft("ben", Decimal(300))
    decide(Approval.objects.get(), desk.people["dana"], granted=True, reason="", now=NOW)
    desk.say("ben")
    desk.agree("ben", offer)

    with pytest.raises(Refused, match="offer_settled"):
        desk.agree("ben", offer)
    assert [made.amount for made in Promise.objects.all()] == [300]


def test_an_offer_that_was_only_drafted_is_never_agreed_to(desk):
    offer = desk.draft("ben", Decimal(10))

    with pytest.raises(Refused, match="offer_not_said"):
        desk.agree("ben", offer)


def test_an_option_of_another_offer_is_no_choice(desk):
    ned = Customer.objects.create(name="Ned", since=NOW)
    other = desk.draft("cleo", Decimal(200), case=desk.another_case(ned))
    offer = desk.draft("ben", Decimal(10))
    desk.say("ben")
    choice = Choice(Agreement.How.WORD, agent=desk.people["ben"], words="The big one.")

    with pytest.raises(Refused, match="option"):
        agree(offer, list(other.options.all()), choice, now=NOW)
    assert not Promise.objects.exists()


def test_a_deputy_decides_while_the_lead_is_away_and_not_before_or_after(desk):
    dana, cleo = desk.people["dana"], desk.people["cleo"]
    desk.draft("ben", Decimal(300))
    with pytest.raises(Refused, match="beyond_authority"):
        decide(Approval.objects.get(), cleo, granted=True, reason="", now=NOW)
    be_away(dana, NOW + timedelta(days=2), now=NOW, deputy=cleo)
    decide(Approval.objects.get(), cleo, granted=True, reason="", now=NOW)
    be_back(dana, now=NOW)
    desk.draft("ben", Decimal(301))

    with pytest.raises(Refused, match="beyond_authority"):
        decide(Approval.objects.get(decided_at=None), cleo, granted=True, reason="", now=NOW)


def test_a_deputy_who_asks_does_not_decide_on_their_own_request(desk):
    be_away(desk.people["dana"], NOW + timedelta(days=2), now=NOW, deputy=desk.people["cleo"])

    with pytest.raises(Refused, match="nobody_may_approve"):
        desk.draft("cleo", Decimal(300))


def test_who_was_lowered_may_no_longer_say_what_they_drafted(desk):
    desk.draft("cleo", Decimal(200))
    Agent.objects.filter(name="Cleo").update(level=Level.objects.get(rank=1))
    desk.people["cleo"] = Agent.objects.get(name="Cleo")

    with pytest.raises(Refused, match="beyond_authority"):
        desk.say("cleo")


def test_somebody_elses_draft_is_said_by_nobody_who_may_not_give_it(desk):
    desk.draft("dana", Decimal(1000))

    with pytest.raises(Refused, match="beyond_authority"):
        desk.say("ben")


def _promise_in_words(desk: Desk, words: str) -> None:
    promise(desk.case, desk.people["ben"], Thing(words), due=DUE, now=NOW)


def _promise_less_than_its_words(desk: Desk, words: str) -> None:
    promise(desk.case, desk.people["ben"], Thing(words, eur(Decimal(1)), "refund"), due=DUE, now=NOW)


def _reply(desk: Desk, words: str) -> None:
    text = f"Dear Ada,\n\n{words}\n\nBen"
    send(desk.case, desk.people["ben"], text, said=Said(answers="all"), envelope=UNRECORDED, now=NOW)


def _reply_about_a_known_price(desk: Desk, words: str) -> None:
    tell(desk.case, {"order_value": "900 EUR"})
    _reply(desk, words)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (_promise_in_words, "Refund of 900 EUR"),
        (_promise_less_than_its_words, "Refund of 900 EUR"),
        (_reply, "you get 900 EUR back."),
        (_reply, "We will refund you 40 EUR by Friday. We will also credit you 40 EUR on Monday."),
        (_reply, "wir erstatten Ihnen 900 Euro bis Freitag."),
        (_reply, "We pay you 51 EUR for the trouble."),
        (_reply_about_a_known_price, "We will refund you the full price by Friday."),
    ],
)
def test_words_count_like_figures(desk: Desk, way: Callable[[Desk, str], None], words: str) -> None:
    with pytest.raises(Refused, match="beyond"):
        way(desk, words)

    assert not Promise.objects.exists()
    assert not desk.case.messages.filter(direction="out").exists()


def test_an_option_whose_title_names_more_is_asked_about(desk: Desk) -> None:
    offer = draft(desk.case, desk.people["ben"], [Pick("Refund of 240 EUR", "callback")], Terms(), now=NOW)

    assert Approval.objects.get(option__offer=offer).approver == desk.people["cleo"]
    with pytest.raises(Refused, match="approval_open"):
        desk.say("ben")


@pytest.mark.parametrize("words", ["You paid 900 EUR, and we look into it.", "We refund you 49 EUR by Friday."])
def test_what_they_paid_and_what_one_may_give_can_be_said(desk: Desk, words: str) -> None:
    _reply(desk, words)

    assert desk.case.messages.filter(direction="out").count() == 1
