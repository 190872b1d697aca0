"""What may happen to offers, on a desk with limits: drafted, allowed, refused, said, agreed to, kept in parts."""

from datetime import timedelta
from decimal import Decimal

from amends.craft.money import Money
from amends.desk.cases.models import Case
from amends.desk.handoffs import escalating, leaving
from amends.desk.offers import actions as offers
from amends.desk.offers import agreeing, approving, offering
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent, Level
from amends.desk.policies.models import Authority
from amends.desk.tests.life import Life

LIMITS = (("Agent", 20, 30), ("Senior", 100, 150), ("Lead", 1000, 1000))
CURRENCIES = ("EUR", "USD")


class LifeWithOffers(Life):
    """A desk on which Ben may give twenty, Cleo a hundred, and Dana a thousand."""

    def begin(self) -> None:
        """Open the desk and write its limits down."""
        super().begin()
        for agent, (level, per_case, per_customer) in zip(self.agents, LIMITS, strict=True):
            agent.level = Level.objects.get(name=level)
            agent.save()
            for currency in CURRENCIES:
                Authority.objects.create(
                    level=agent.level,
                    currency=currency,
                    per_case=per_case,
                    per_customer=per_customer,
                )

    def promises_money(self, case: Case, agent: Agent, amount: Money) -> None:
        """An agent promises money by hand."""
        thing = offers.Thing("money", amount, remedy="refund")
        self.attempt(offers.promise, case, agent, thing, due=self.now + timedelta(hours=48), backup=self.agents[1])

    def offers(self, case: Case, agent: Agent, amounts: list[Money], *, together: bool) -> None:
        """An agent puts an offer together."""
        picks = [offering.Pick(f"option {number}", "refund", amount) for number, amount in enumerate(amounts)]
        self.attempt(offering.draft, case, agent, picks, offering.Terms(together=together))

    def decides(self, agent: Agent, *, granted: bool) -> None:
        """Somebody decides on what was asked."""
        asked = Approval.objects.filter(decided_at=None).first()
        if asked is not None:
            self.attempt(approving.decide, asked, agent, granted=granted, reason="too much")

    def withdraws(self, agent: Agent) -> None:
        """An offer that was not said is taken back."""
        offer = Offer.objects.unsaid().first()
        if offer is not None:
            self.attempt(offering.withdraw, offer, agent)

    def chooses(self, agent: Agent, *, on_the_page: bool, declines: bool) -> None:
        """The customer chooses, or turns it down."""
        offer = Offer.objects.standing().last()
        if offer is None:
            return
        if declines:
            self.attempt(offering.decline, offer, agent)
            return
        page = agreeing.Choice(Agreement.How.PORTAL, proved=True)
        word = agreeing.Choice(Agreement.How.WORD, agent=agent, words="Yes, the first one.")
        self.attempt(agreeing.agree, offer, list(offer.options.all())[:1], page if on_the_page else word)

    def delivers(self, agent: Agent, cents: int) -> None:
        """A part of some money arrives."""
        made = Promise.objects.filter(amount__isnull=False, kept_at=None, withdrawn_at=None).last()
        if made is not None:
            part = Money(Decimal(cents) / 100, made.currency)
            self.attempt(offers.keep, made, agent, "a booking", amount=part)

    def passes_on(self, agent: Agent) -> None:
        """The backup takes a promise over."""
        made = Promise.objects.filter(kept_at=None, withdrawn_at=None).last()
        if made is not None:
            self.attempt(offers.pass_on, made, agent)

    def calls_for_a_senior(self, case: Case, agent: Agent) -> None:
        """An agent escalates."""
        self.attempt(escalating.escalate, case, agent, "three colleagues, three answers")

    def goes_away(self, agent: Agent, *, hours: int, deputy: Agent | None) -> None:
        """An agent is away for a while."""
        self.attempt(leaving.be_away, agent, self.now + timedelta(hours=hours), deputy=deputy)

    def waits(self, span: timedelta) -> None:
        """Time passes; absences end."""
        super().waits(span)
        leaving.end_absences(now=self.now)
