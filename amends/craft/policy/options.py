"""What may be offered for a case, to this customer, by this person; and what may not, with the reason."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from amends.craft.money import Money
from amends.craft.policy.amounts import Band, Working, band, cap_of, work_out
from amends.craft.policy.authority import Authority, Decision, decide
from amends.craft.policy.conditions import Judgement, judge
from amends.craft.policy.document import Option, Policy, Row, Share
from amends.craft.policy.facts import Facts
from amends.craft.policy.remedies import Remedy, is_money
from amends.craft.refusal import Malformed, Missing

type Within = Literal["authority", "approval", "beyond_policy"]
"""The asker may; somebody of a higher level may; nobody may without the one who decides the policy."""

type WhyNot = Literal["conditions", "currency"]

_ORDER: tuple[Within, ...] = ("authority", "approval", "beyond_policy")
_FAR = Decimal("Infinity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option that may be offered, worked out for one case.

    `amount` is None for remedies that are not worth money and while a fact for it is in `unknown`. `needs` is the
    evidence still to be asked for. `decision` is None while there is no amount to decide on.
    """

    option: str
    title: str
    remedy: Remedy
    clause: str
    clause_title: str
    amount: Money | None
    working: Working | None
    normal: Band | None
    cap: Money | None
    needs: tuple[str, ...]
    unknown: tuple[str, ...]
    within: Within
    decision: Decision | None

    @property
    def ready(self) -> bool:
        """Tell whether nothing more has to be known or shown before it is offered."""
        return not self.needs and not self.unknown


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An option that can't be offered in this case: conditions that fail, or no amount in the case's currency."""

    option: str
    title: str
    why: WhyNot
    failed: tuple[Row, ...] = ()
    currencies: tuple[str, ...] = ()


def options(policy: Policy, facts: Facts, *, authority: Authority) -> tuple[Choice, ...]:
    """List what may be offered: within the asker's authority first, then nearest to the middle of what is normal.

    An option whose conditions hang on unknown facts is kept, with their names in `unknown`, after those that don't.
    """
    choices = [
        _choice(policy, option, facts, authority=authority, unknown=judgement.unknown)
        for option, judgement in _judged(policy, facts)
        if judgement is not None and judgement.truth != "fails"
    ]
    return tuple(sorted(choices, key=_rank))


def left_out(policy: Policy, facts: Facts) -> tuple[LeftOut, ...]:
    """List what can't be offered in this case, each with its reason, in the order of the policy."""
    return tuple(
        LeftOut(option.id, option.title, "conditions", failed=judgement.failed)
        if judgement is not None
        else LeftOut(option.id, option.title, "currency", currencies=option.currencies)
        for option, judgement in _judged(policy, facts)
        if judgement is None or judgement.truth == "fails"
    )


def with_amount(policy: Policy, option_id: str, facts: Facts, *, amount: Money, authority: Authority) -> Choice:
    """Weigh an amount that somebody chose instead of the computed one: above the cap it is beyond the policy.

    So is every amount of an option whose conditions fail. Raises `Missing` (code "option") for an option that the
    policy doesn't have, and `Malformed` ("amount_not_for") for one that isn't worth money, or ("currencies_mixed")
    for an amount in another currency than the case's.
    """
    option = policy.option(option_id)
    if option is None:
        raise Missing("option", option=option_id, policy=policy.policy)
    if not is_money(option.remedy):
        raise Malformed("amount_not_for", remedy=option.remedy)
    if amount.currency != facts.currency:
        raise Malformed("currencies_mixed", amount=str(amount), currency=facts.currency)
    judgement = judge(option.when, facts)
    beyond = judgement.truth == "fails" or not _speaks(option, facts.currency)
    return _choice(policy, option, facts, authority=authority, unknown=judgement.unknown, amount=amount, beyond=beyond)


def _judged(policy: Policy, facts: Facts) -> list[tuple[Option, Judgement | None]]:
    """Judge each option; none for those that have no amounts in the case's currency."""
    return [
        (option, judge(option.when, facts) if _speaks(option, facts.currency) else None) for option in policy.options
    ]


def _speaks(option: Option, currency: str) -> bool:
    """Tell whether an option can be used in a currency: it names no amounts, or one in this currency."""
    return not option.currencies or currency in option.currencies


def _choice(
    policy: Policy,
    option: Option,
    facts: Facts,
    *,
    authority: Authority,
    unknown: tuple[str, ...],
    amount: Money | None = None,
    beyond: bool = False,
) -> Choice:
    """Work one option out; an `amount` given replaces the computed one."""
    working = work_out(option, facts)
    given = amount or (working.amount if working else None)
    cap = cap_of(option, facts)
    beyond = beyond or bool(cap and given and given.amount > cap.amount)
    decision = decide(authority, option.remedy, given) if given or not is_money(option.remedy) else None
    return Choice(
        option=option.id,
        title=option.title,
        remedy=option.remedy,
        clause=option.clause,
        clause_title=policy.clause_title(option.clause),
        amount=given,
        working=working,
        normal=band(option, facts),
        cap=cap,
        needs=tuple(item for item in option.needs if item not in facts.evidence),
        unknown=tuple(dict.fromkeys((*unknown, *_base_unknown(option, facts)))),
        within="beyond_policy" if beyond else _within(decision),
        decision=decision,
    )


def _base_unknown(option: Option, facts: Facts) -> tuple[str, ...]:
    """Name the fact that an amount is a share of while it is unknown."""
    share = option.amount if isinstance(option.amount, Share) else None
    return (share.of,) if share and facts.money(share.of) is None else ()


def _within(decision: Decision | None) -> Within:
    """Say how far a decision reaches; what has no amount yet is asked about first."""
    if decision is None:
        return "approval"
    if decision.within:
        return "authority"
    return "beyond_policy" if decision.who is None else "approval"


def _rank(choice: Choice) -> tuple[int, bool, Decimal]:
    """Order choices; equal ones stay in the order of the policy."""
    return _ORDER.index(choice.within), bool(choice.unknown), _distance(choice)


def _distance(choice: Choice) -> Decimal:
    """Measure how far an amount lies from the middle of what is normal, as a part of it; nothing without money."""
    if not is_money(choice.remedy):
        return Decimal(0)
    if choice.amount is None:
        return _FAR
    if choice.normal is None or not choice.normal.middle:
        return Decimal(1)
    return abs(choice.amount.amount - choice.normal.middle) / choice.normal.middle
