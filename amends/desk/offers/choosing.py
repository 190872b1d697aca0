"""What may be offered now in a case, to this customer, by this agent: options worked out from the policies in force."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.db import transaction

from amends.craft.money import Money, parse
from amends.craft.policy import FIELDS, Facts, Own, left_out, options, type_of
from amends.craft.refusal import Malformed, Missing
from amends.desk.cases.models import Case
from amends.desk.offers.authority import reach_of
from amends.desk.owed.models import Promise
from amends.desk.policies.playbook import in_force
from amends.desk.policies.recognising import learn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from amends.craft.policy import Choice, LeftOut
    from amends.desk.people.models import Agent
    from amends.desk.policies.models import Situation, Version

DEFAULT_CURRENCY = "EUR"
YES = frozenset({"yes", "true", "1"})


@dataclass(frozen=True, slots=True)
class Offered:
    """One policy as it applies to a case: what may be offered, and what not, with the reason."""

    version: "Version"
    choices: "tuple[Choice, ...]"
    left_out: "tuple[LeftOut, ...]"


def choices(case: Case, agent: "Agent", *, now: "datetime") -> "tuple[Offered, ...]":
    """Return what the policies of the case's situation let this agent offer; nothing while it is undecided."""
    if case.situation is None:
        return ()
    facts = facts_of(case, now=now)
    reach = reach_of(case, agent, now=now, currency=facts.currency)
    return tuple(
        Offered(version, options(version.parsed, facts, authority=reach), left_out(version.parsed, facts))
        for version in in_force(now=now, situation=case.situation)
    )


@transaction.atomic
def decide_situation(case: Case, agent: "Agent", situation: "Situation", *, now: "datetime") -> None:
    """Say what a case is about; the desk learns from it for the next one."""
    case = Case.locked(case.pk)
    case.situation = situation
    case.save(update_fields=["situation"])
    case.write("situation.decided", at=now, agent=agent, situation=situation.slug)
    learn(case.number, words_of(case), situation, now=now)


@transaction.atomic
def tell(case: Case, known: "Mapping[str, str]") -> None:
    """Keep what policies ask about a case: field names and values as people wrote them; an empty value forgets one.

    Raises Malformed (code "known") for a value that can't be read as its field wants it, Missing for an unknown field.
    """
    case = Case.locked(case.pk)
    for name, value in known.items():
        if type_of(name) is None:
            raise Missing("field", field=name)
        if value.strip():
            _value(name, value)
            case.known[name] = value.strip()
        else:
            case.known.pop(name, None)
    case.save(update_fields=["known"])


def words_of(case: Case) -> str:
    """Return the customer's own words by which a case is recognised: the subject and the first two messages."""
    first = case.messages.filter(direction="in").order_by("said_at", "pk")[:2]
    return "\n".join([case.subject, *(message.shown for message in first)])


def facts_of(case: Case, *, now: "datetime") -> Facts:
    """Return what is known of a case: what people told, and what the desk itself can count."""
    told = {name: _value(name, value) for name, value in case.known.items() if name in FIELDS}
    amounts = [value for value in told.values() if isinstance(value, Money)]
    own = {**case.customer.own, **{name: value for name, value in case.known.items() if name.startswith("own.")}}
    counted: dict[str, Any] = {
        "heat": case.heat,
        "channel": case.channel,
        "tenure_days": max((now - case.customer.since).days, 0),
        "times_failed": _failures(case),
        "first_time": not Case.objects.filter(customer=case.customer_id, opened_at__lt=case.opened_at).exists(),
    }
    facts = Facts(
        currency=amounts[0].currency if amounts else DEFAULT_CURRENCY,
        own=tuple(Own(name.removeprefix("own."), str(value)) for name, value in sorted(own.items())),
        evidence=tuple(case.known.get("evidence", "").splitlines()),
    )
    return replace(facts, **{**counted, **told})


def asked_for(offered: "Sequence[Offered]") -> tuple[str, ...]:
    """Return the facts that would let more be worked out, in the order in which options need them."""
    names = (name for one in offered for choice in one.choices for name in choice.unknown)
    return tuple(dict.fromkeys(names))


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
