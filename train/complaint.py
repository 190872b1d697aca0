"""The part "complaint": what reported trouble and discontent sound like, with and without the word."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from amends.craft.models.packing import Packed
from bench.craft import corpora
from bench.craft.gold import gold
from train.columns import Plan
from train.rows import Row, fit_rows

PLAN = Plan(least=2, cost=0.3, meaning=0.6)
WRITTEN = Path(__file__).parent.parent / "amends/craft/listening/tests/said.toml"
GUESSED = 0.15  # how much a text counts whose label follows from its intent, against one that was read

TROUBLE = frozenset(
    """Refund_not_showing_up balance_not_updated_after_bank_transfer balance_not_updated_after_cheque_or_cash_deposit
    card_not_working card_payment_fee_charged card_payment_wrong_exchange_rate card_swallowed cash_withdrawal_charge
    contactless_not_working declined_card_payment declined_cash_withdrawal declined_transfer extra_charge_on_statement
    failed_transfer pending_cash_withdrawal reverted_card_payment? top_up_failed top_up_reverted
    transaction_charged_twice transfer_fee_charged transfer_not_received_by_recipient
    virtual_card_not_working wrong_amount_of_cash_received wrong_exchange_rate_for_cash_withdrawal""".split()
)
OPEN = frozenset(
    """card_arrival card_payment_not_recognised cash_withdrawal_not_recognised direct_debit_payment_not_recognised
    beneficiary_not_allowed unable_to_verify_identity pending_card_payment pending_transfer pending_top_up
    request_refund pin_blocked compromised_card""".split()
)
"""Intents of the bank's customers under which both complaints and errands are found: not guessed at."""


def rows() -> list[Row]:
    """Give what was read, then what can be guessed from intents, each text once."""
    found = {row.text: Row(row.text, row.complaint, row.source) for row in gold()}
    found |= {row.text: row for row in _written()}
    for row in _guessed():
        found.setdefault(row.text, row)
    return list(found.values())


def _written() -> Iterator[Row]:
    """Yield what was written by hand for the rules: other trades than those of the sets, complaints and errands."""
    for kind, texts in tomllib.loads(WRITTEN.read_text("utf-8"))["en"].items():
        if kind != "deny":  # whoever turns an answer down may complain or not
            yield from (Row(text, kind == "complaint", "written") for text in texts["says"])


def _guessed() -> Iterator[Row]:
    for text, intent in corpora.intents("banking77/train.csv", "text", "category"):
        if intent not in OPEN:
            yield Row(text, intent in TROUBLE, "banking77 by intent", GUESSED)
    for text, intent in corpora.intents("bitext/train.csv", "utterance", "intent"):
        if intent not in {"payment_issue", "registration_problems", "review", "get_refund"}:
            yield Row(text, intent == "complaint", "bitext by intent", GUESSED)
    for row in corpora.json_lines("nlupp/banking_folds0-13.jsonl"):
        yield Row(row["text"], "wrong_notworking_notshowing" in row["intents"], "nlupp", GUESSED)


def train(told: Iterable[Row]) -> Packed:
    """Fit the part."""
    return fit_rows("complaint", told, PLAN)


def build() -> list[Packed]:
    """Train on all there is."""
    return [train(rows())]
