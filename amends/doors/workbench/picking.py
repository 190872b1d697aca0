"""Reads what was ticked and typed into an offer: options of policies, one in the agent's own words, and the terms."""

from typing import TYPE_CHECKING

from amends.craft import money
from amends.craft.refusal import Malformed, Missing
from amends.desk.offers.models import MOST_DAYS
from amends.desk.offers.offering import Pick, Terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, QueryDict

    from amends.craft.money import Money
    from amends.desk.offers.choosing import Offered

USUAL_DAYS = 3


def picks_of(request: "HttpRequest", offered: "Sequence[Offered]", *, language: str) -> list[Pick]:
    """Return the options that were ticked, in the customer's language; raises Malformed for what can't be read."""
    posted = request.POST
    picks = [_of_policy(posted, name, offered, language=language) for name in posted.getlist("option")]
    return [*picks, _in_own_words(posted)] if posted.get("own-title", "").strip() else picks


def terms_of(request: "HttpRequest") -> Terms:
    """Return how the options hang together, and why."""
    posted = request.POST
    return Terms(
        together=posted.get("together") == "all",
        refuses="refuses" in posted,
        reason=posted.get("reason", ""),
        appeal=posted.get("appeal", ""),
        why_different=posted.get("why_different", ""),
        ask_why=posted.get("ask_why", ""),
    )


def _of_policy(posted: "QueryDict", name: str, offered: "Sequence[Offered]", *, language: str) -> Pick:
    """Return an option of a policy in force; one that isn't in force, or not for this case, is missing."""
    pk, _, key = name.partition(".")
    for one in offered:
        option = one.version.parsed.option(key)
        if str(one.version.pk) == pk and option is not None:
            return Pick(
                title=option.title_in(language),
                remedy=option.remedy,
                amount=_amount(posted.get(f"amount-{name}", "")),
                due_days=_days(posted.get(f"days-{name}", "")),
                version=one.version,
                option_key=key,
                clause=one.version.parsed.clause_title(option.clause),
            )
    raise Missing("option")


def _in_own_words(posted: "QueryDict") -> Pick:
    return Pick(
        title=posted.get("own-title", ""),
        remedy=posted.get("own-remedy", ""),
        amount=_amount(posted.get("own-amount", "")),
        due_days=_days(posted.get("own-days", "")),
    )


def _amount(text: str) -> "Money | None":
    return money.parse(text) if text.strip() else None


def _days(text: str) -> int:
    """Return working days; three where nothing is said."""
    if not text.strip():
        return USUAL_DAYS
    if not text.strip().isdecimal() or len(text.strip()) > len(str(MOST_DAYS)):
        raise Malformed("due_days", days=text)
    return int(text)
