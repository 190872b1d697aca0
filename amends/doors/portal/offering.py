"""What we can do, as the customer reads it: options with exact amounts and days."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amends.craft.money import show
from amends.doors.portal.pages import PortalOffer, PortalOption

if TYPE_CHECKING:
    from amends.desk.offers.models import Offer, Option
    from amends.desk.replies.disclosing import Disclosed
    from amends.doors.portal.access import Visit


def offer_of(visit: "Visit", shown: "Disclosed") -> PortalOffer | None:
    """Return the offer that waits for their word, while the case is open."""
    if shown.offer is None or not visit.opened.case.is_open:
        return None
    return _shown(shown.offer, visit)


def _shown(offer: "Offer", visit: "Visit") -> PortalOffer:
    options = list(offer.options.all())
    return PortalOffer(
        id=offer.pk,
        options=tuple(_option(option, visit) for option in options),
        together=offer.together or len(options) == 1,
        wants_proof=not visit.proved and any(option.amount is not None for option in options),
        refuses=offer.refuses,
        reason=offer.reason,
        appeal=offer.appeal,
    )


def _option(option: "Option", visit: "Visit") -> PortalOption:
    due = visit.settings.calendar.close_of_day(visit.now, option.due_days)
    return PortalOption(
        id=option.pk,
        thing=option.title,
        amount=show(option.money, visit.language) if option.money else "",
        when=date_format(due.astimezone(ZoneInfo(visit.settings.zone)), _("l j F")),
    )
