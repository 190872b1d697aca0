"""Money as a reader of a language expects it: "€1,234.50" in English, "1.234,50 €" in German."""

from amends.craft.money.amount import Money
from amends.craft.money.currencies import SIGNS

_SPACE = "\u00a0"
_GERMAN = str.maketrans(",.", ".,")


def show(money: Money, language: str) -> str:
    """Write an amount for a reader of `language` ("en", "de", "de-AT"); other languages read the English form.

    Number and sign are held together by a space that does not break.
    """
    number = f"{money.amount:,.{money.digits}f}"
    sign = SIGNS.get(money.currency, money.currency)
    if language.partition("-")[0].lower() == "de":
        return f"{number.translate(_GERMAN)}{_SPACE}{sign}"
    return f"{sign}{_SPACE if sign.isalpha() else ''}{number}"
