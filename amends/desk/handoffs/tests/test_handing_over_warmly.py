"""A hand-over names both to the customer, waits for a yes no longer than a working day, and leaves nobody alone."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone, Malformed, NotAllowed
from amends.desk.cases.models import Case, Event
from amends.desk.handoffs.actions import accept, lapse_due, offer
from amends.desk.handoffs.leaving import be_away, be_back, end_absences
from amends.desk.handoffs.tests.conftest import MONDAY
from amends.desk.offers.actions import pass_on, promise
from amends.desk.owed.models import Obligation
from amends.desk.replies.texts import send_introduction

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def _owes(case: Case, kind: str) -> str:
    row = Obligation.objects.open().select_related("owner").get(case=case, kind=kind)
    return row.owner.name if row.owner else "Desk"


def test_both_are_named_to_the_customer_once_it_is_accepted(written, ben, cleo):
    made = offer(written, ben, cleo, "Third failure.", introduces=True, now=MONDAY)
    assert send_introduction(made, now=MONDAY) is None

    accept(made, cleo, now=MONDAY + HOUR)
    made.refresh_from_db()
    mail = send_introduction(made, now=MONDAY + HOUR)

    assert mail is not None
    assert "Ben" in mail.text
    assert "Cleo" in mail.text
    assert mail.to == ["ada@example.com"]
    assert Event.objects.get(case=written, kind="handoff.accepted").data["introduced"] is True


def test_nothing_is_sent_where_the_giver_wants_no_introduction(written, ben, cleo):
    made = offer(written, ben, cleo, "Third failure.", now=MONDAY)
    accept(made, cleo, now=MONDAY + HOUR)

    assert not written.messages.filter(direction="out").exists()
    assert Event.objects.get(case=written, kind="handoff.accepted").data["introduced"] is False


def test_what_nobody_accepts_in_a_working_day_is_the_givers_again(written, ben, cleo):
    made = offer(written, ben, cleo, "Third failure.", now=MONDAY)
    assert lapse_due(now=MONDAY + 7 * HOUR) == 0
    assert lapse_due(now=MONDAY + DAY + HOUR) == 1
    written.refresh_from_db()

    assert written.owner == ben
    with pytest.raises(AlreadyDone, match="handoff_settled"):
        accept(made, cleo, now=MONDAY + DAY + 2 * HOUR)
    assert offer(written, ben, cleo, "Please, today.", now=MONDAY + DAY + 2 * HOUR).is_open


def test_while_somebody_is_away_the_deputy_owes_what_they_owed(written, ben, cleo):
    changed = be_away(ben, MONDAY + DAY, deputy=cleo, now=MONDAY)

    assert changed == 1
    assert _owes(written, "answer") == "Cleo"
    assert end_absences(now=MONDAY + HOUR) == 0
    assert end_absences(now=MONDAY + DAY) == 1
    assert _owes(written, "answer") == "Ben"


def test_a_promise_goes_to_its_backup_rather_than_to_the_deputy(written, ben, cleo, dana):
    promise(written, ben, "A new blender", due=MONDAY + 2 * DAY, backup=dana, now=MONDAY)
    be_away(ben, MONDAY + DAY, deputy=cleo, now=MONDAY)
    assert _owes(written, "promise") == "Dana"

    be_back(ben, now=MONDAY + HOUR)
    assert _owes(written, "promise") == "Ben"


def test_a_promise_that_its_owner_cannot_get_to_is_passed_to_the_backup(written, ben, cleo):
    made = promise(written, ben, "A new blender", due=MONDAY + 2 * DAY, backup=cleo, now=MONDAY)
    pass_on(made, ben, now=MONDAY + HOUR)

    assert _owes(written, "promise") == "Cleo"


def test_nobody_is_away_until_yesterday_nor_their_own_deputy(ben, cleo):
    with pytest.raises(Malformed, match="away_until"):
        be_away(ben, MONDAY, now=MONDAY)
    with pytest.raises(NotAllowed, match="deputy"):
        be_away(ben, MONDAY + DAY, deputy=ben, now=MONDAY)
    be_away(cleo, MONDAY + DAY, now=MONDAY)
    with pytest.raises(NotAllowed, match="deputy"):
        be_away(ben, MONDAY + DAY, deputy=cleo, now=MONDAY)
