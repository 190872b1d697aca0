"""The policies that ship are good enough to use as they are."""

from decimal import Decimal

import pytest

from amends.craft.coach import review
from amends.craft.money import Money
from amends.craft.policy import Asker, Authority, Facts, Limit, Policy, is_money, options, read, starters, write

TRADES = {
    "retail": {"arrived-damaged", "late-delivery", "wrong-item", "changed-mind"},
    "distribution": {"short-delivery", "wrong-invoice-quantity", "pallet-damaged", "price-differs"},
    "repair": {"repair-did-not-hold", "repair-late", "damaged-in-repair", "estimate-exceeded"},
    "subscription": {"billed-in-error", "wants-to-cancel", "service-outage", "price-rise"},
}
CURRENCIES = ("EUR", "GBP", "USD")
POLICIES = [read(starter.text, file=starter.file) for starter in starters()]
each = pytest.mark.parametrize("policy", POLICIES, ids=[policy.policy for policy in POLICIES])


def _everything_known(currency: str) -> Facts:
    """A customer of four years whose second failure is bad and a week old."""
    return Facts(
        currency=currency,
        order_value=Money(Decimal(120), currency),
        amount_at_issue=Money(Decimal(60), currency),
        monthly_fee=Money(Decimal("19.90"), currency),
        days_late=7,
        days_since_delivery=7,
        tenure_days=1500,
        severity=3,
        heat=3,
        times_failed=2,
    )


def test_each_trade_has_four():
    assert set().union(*TRADES.values()) == {policy.policy for policy in POLICIES}
    assert [len(names) for names in TRADES.values()] == [4, 4, 4, 4]


def test_their_files_are_named_and_written_as_the_desk_writes_them():
    for starter in starters():
        policy = read(starter.text, file=starter.file)
        assert write(policy) == starter.text, starter.file
        assert f"{policy.policy}.md" == starter.file
        assert policy.situations == (policy.policy,)


@each
def test_customers_read_it_in_english_and_german(policy: Policy):
    texts = [policy.copies, policy.names, *(option.titles for option in policy.options)]

    assert {tuple(text.language for text in found) for found in texts} == {("de", "en")}
    assert all(len(copy.text.split()) >= 40 for copy in policy.copies)


@each
def test_its_customer_copy_says_what_can_be_done(policy: Policy):
    findings = [
        finding
        for text in (*policy.copies, *(title for option in policy.options for title in option.titles))
        for finding in review(text.text).findings
        if finding.severity == "error" or finding.rule.startswith(("no.", "negative", "policy", "blame"))
    ]

    assert not findings


@each
def test_the_situation_is_known_by_several_phrases(policy: Policy):
    assert {phrases.language for phrases in policy.phrases} == {"de", "en"}
    assert all(len(phrases.texts) >= 4 for phrases in policy.phrases)


@each
def test_money_has_a_cap_in_three_currencies(policy: Policy):
    money = [option for option in policy.options if is_money(option.remedy)]

    assert money
    assert all(option.cap for option in money)
    assert all(option.currencies == CURRENCIES for option in money)


@each
def test_there_is_something_to_offer_that_is_not_money(policy: Policy):
    assert any(not is_money(option.remedy) for option in policy.options)


@each
def test_its_procedure_is_one_to_follow(policy: Policy):
    assert policy.evidence
    assert len(policy.clauses) >= 5
    assert len(policy.inside.split()) >= 150


@each
@pytest.mark.parametrize("currency", CURRENCIES)
def test_there_is_always_a_choice(policy: Policy, currency: str):
    limits = (Limit(per_case=Money(Decimal(25), currency)), Limit())
    authority = Authority(limits, Asker(1))

    known = options(policy, _everything_known(currency), authority=authority)
    unknown = options(policy, Facts(currency=currency), authority=authority)

    assert len(known) >= 3
    assert known[0].within == "authority"
    assert all(choice.amount for choice in known if is_money(choice.remedy))
    assert len(unknown) >= 2
