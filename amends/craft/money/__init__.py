"""Amounts of money: read as people write them, kept exactly, shown as a reader expects them."""

from amends.craft.money.amount import Money
from amends.craft.money.finding import Found, find
from amends.craft.money.reading import parse
from amends.craft.money.showing import show

__all__ = ["Found", "Money", "find", "parse", "show"]
