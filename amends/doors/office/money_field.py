"""A field for an amount of money as people write it; a bare number is in the desk's own currency."""

from typing import TYPE_CHECKING, Any

from django import forms

from amends.craft.money import Money, parse
from amends.craft.refusal import Malformed
from amends.desk.offers.ledger import usual_currency
from amends.doors.shell.refusals import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

NEGATIVE = "An amount is never below zero."


class MoneyField(forms.CharField):
    """Takes "49.90 EUR", "$40" or "40"; cleans to Money, or to None where it is empty and may be."""

    def __init__(self, **named: Any) -> None:
        """Make the field; `help_text` defaults to how an amount is written."""
        super().__init__(**{"max_length": 40, "strip": True, **named})

    def widget_attrs(self, widget: forms.Widget) -> "dict[str, Any]":
        """Let phones show digits."""
        attributes: Mapping[str, Any] = super().widget_attrs(widget)
        return {**attributes, "inputmode": "text", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """Read the amount."""
        text = super().clean(value)
        if not text:
            return None
        if text.lstrip("€$£ ").startswith(("-", "−")):
            raise forms.ValidationError(NEGATIVE)
        try:
            money: Money = parse(text, currency=usual_currency())
        except Malformed as refusal:
            raise forms.ValidationError(words_for(refusal)) from refusal
        return money
