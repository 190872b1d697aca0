"""What may be offered now in a case, to this customer, by this agent: options worked out from the policies in force."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.db import transaction

from amends.craft.money import Money, parse
from amends.craft.policy import FIELDS, Facts, Own, is_money, left_out, options, type_of, with_amount
from amends.craft.refusal import Malformed, Missing
from amends.desk.cases.models import Case
from amends.desk.offers.authority import approvers_for, reach_of
from amends.desk.offers.models import Offer
from amends.desk.owed.models import Promise
from amends.desk.policies.models import Situation
from amends.desk.policies.playbook import in_force, name_situation
from amends.desk.policies.recognising import learn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from amends.craft.policy import Authority, Choice, LeftOut
    from amends.desk.cases.models import Message
    from amends.desk.offers.authority import Approvers
    from amends.desk.offers.models import Option
    from amends.desk.people.models import Agent
    from amends.desk.policies.models import Version

DEFAULT_CURRENCY = "EUR"
EVIDENCE = "evidence"
"""Under this name a case keeps what has been shown so far, one thing a line."""
YES = frozenset({"yes", "true", "1"})


@dataclass(frozen=True, slots=True)
class Offered:
    """One policy as it applies to a case: what may be offered, and what not, with the reason."""

    version: "Version"
    choices: "tuple[Choice, ...]"
    left_out: "tuple[LeftOut, ...]"
    approvers: "Approvers | None" = None

    def asked_about(self, choice: "Choice") -> "Agent | None":
        """Return who would be asked for leave to offer it; nobody where none is needed, or where nobody is here."""
        if (
            self.approvers is None
            or choice.within == "authority"
            or (choice.amount is None and is_money(choice.remedy))
        ):
            return None
        return self.approvers.find(choice.remedy, choice.amount, senior=choice.within == "beyond_policy")


def choices(case: Case, agent: "Agent", *, now: "datetime") -> "tuple[Offered, ...]":
    """Return what the policies of the case's situation let this agent offer; nothing while it is undecided."""
    if case.situation is None:
        return ()
    facts = facts_of(case, now=now)
    replaced = Offer.objects.unsaid().filter(case=case).last()  # what is drafted next takes its place
    reach = reach_of(case, agent, now=now, without=replaced)
    approvers = approvers_for(case, agent, reach, now=now)
    return tuple(
        Offered(version, options(version.parsed, facts, authority=reach), left_out(version.parsed, facts), approvers)
        for version in in_force(now=now, situation=case.situation)
    )


def is_beyond_policy(option: "Option", case: Case, reach: "Authority", *, now: "datetime") -> bool:
    """Tell whether an option that was put together lies above its policy's cap, or is not for this case at all."""
    if option.version is None:
        return False
    document, facts = option.version.parsed, facts_of(case, now=now)
    if option.money is None:
        return option.option_key in {left.option for left in left_out(document, facts)}
    chosen = with_amount(document, option.option_key, facts, amount=option.money, authority=reach)
    return chosen.within == "beyond_policy"


@transaction.atomic
def decide_situation(case: Case, agent: "Agent", situation: "Situation", *, now: "datetime") -> None:
    """Say what a case is about; the desk learns from it for the next one."""
    case = Case.locked(case.pk)
    case.situation = situation
    case.save(update_fields=["situation"])
    case.write("situation.decided", at=now, agent=agent, situation=situation.slug)
    learn(case.number, words_of(case), situation, now=now)


@transaction.atomic
def say_what(case: Case, agent: "Agent", *, slug: str = "", name: str = "", now: "datetime") -> None:
    """Say what a case is about, by a situation's slug or by a name of one's own.

    One that isn't there yet is made: without a policy it is a gap (C2.1). Raises Missing (code "name") without either.
    """
    known = None if name.strip() else Situation.objects.filter(slug=slug).first()
    situation = known or name_situation(name.strip() or slug.replace("-", " ").capitalize())
    decide_situation(case, agent, situation, now=now)


@transaction.atomic
def tell(case: Case, known: "Mapping[str, str]") -> None:
    """Keep what policies ask about a case: field names and values as people wrote them; an empty value forgets one.

    Raises Malformed (code "known") for a value that can't be read as its field wants it, or ("currencies_mixed") where
    the case's amounts would be in two currencies; Missing for an unknown field.
    """
    case = Case.locked(case.pk)
    for name, value in known.items():
        if name != EVIDENCE and type_of(name) is None:
            raise Missing("field", field=name)
        if value.strip():
            _value(name, value)
            case.known[name] = value.strip()
        else:
            case.known.pop(name, None)
    _told(case)
    case.save(update_fields=["known"])


def situations() -> "Sequence[Situation]":
    """Return all situations that this desk knows, by name."""
    return tuple(Situation.objects.all())


def words_of(case: Case, messages: "Iterable[Message] | None" = None) -> str:
    """Return the customer's own words by which a case is recognised: the subject and the first two messages.

    `messages` are those of the case, oldest first, where they have been read already.
    """
    if messages is None:
        messages = case.messages.filter(direction="in").order_by("said_at", "pk")[:2]
    first = [message.shown for message in messages if not message.is_ours][:2]
    return "\n".join([case.subject, *first])


def facts_of(case: Case, *, now: "datetime") -> Facts:
    """Return what is known of a case: what people told, and what the desk itself can count."""
    told = _told(case)
    own = {**case.customer.own, **{name: value for name, value in case.known.items() if name.startswith("own.")}}
    counted: dict[str, Any] = {
        "heat": case.heat,
        "channel": case.channel,
        "tenure_days": max((now - case.customer.since).days, 0),
        "times_failed": _failures(case),
        "first_time": not Case.objects.filter(customer=case.customer_id, opened_at__lt=case.opened_at).exists(),
    }
    return replace(
        told,
        own=tuple(Own(name.removeprefix("own."), str(value)) for name, value in sorted(own.items())),
        evidence=tuple(case.known.get(EVIDENCE, "").splitlines()),
        **{name: value for name, value in counted.items() if told.value(name) is None},
    )


def _told(case: Case) -> Facts:
    """Return what people told; amounts in two currencies are refused."""
    told: dict[str, Any] = {name: _value(name, value) for name, value in case.known.items() if name in FIELDS}
    amounts = [value for value in told.values() if isinstance(value, Money)]
    return Facts(currency=amounts[0].currency if amounts else DEFAULT_CURRENCY, **told)


def asked_for(offered: "Sequence[Offered]") -> tuple[str, ...]:
    """Return the facts that would let more be worked out, in the order in which options need them."""
    names = (name for one in offered for choice in one.choices for name in choice.unknown)
    return tuple(dict.fromkeys(names))


def shown_by_now(offered: "Sequence[Offered]", case: Case) -> "Mapping[str, bool]":
    """Return the evidence that policies and options ask for, each with whether it has been shown."""
    here = case.known.get(EVIDENCE, "").splitlines()
    wanted = (item for one in offered for item in _evidence_of(one))
    return {item: item in here for item in dict.fromkeys([*wanted, *here])}


def _evidence_of(offered: Offered) -> "Sequence[str]":
    needed = [item for choice in offered.choices for item in choice.needs]
    return [*offered.version.parsed.evidence, *needed]


def _failures(case: Case) -> int:
    return Promise.objects.filter(case__customer=case.customer_id, broken_at__isnull=False).count()


def _value(name: str, text: str) -> object:
    """Read a value as its field wants it.

    Raises Malformed with the field and the text.
    """
    match type_of(name):
        case "money":
            return parse(text)
        case "number":
            try:
                number = Decimal(text.strip())
            except InvalidOperation as error:
                raise Malformed("known", field=name, value=text) from error
            if not number.is_finite() or abs(number) > 10**9:
                raise Malformed("known", field=name, value=text)
            return number
        case "yes_no":
            if text.strip().lower() not in {*YES, "no", "false", "0"}:
                raise Malformed("known", field=name, value=text)
            return text.strip().lower() in YES
        case _:
            return text.strip()
