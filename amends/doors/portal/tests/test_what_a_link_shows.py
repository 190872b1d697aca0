"""A link shows what we understood, what happens now and what we wrote; all that was said, only to a proved address."""

from datetime import timedelta
from decimal import Decimal

from amends.config.clock import frozen
from amends.craft.money import Money
from amends.desk.delivery.actions import leave_due
from amends.desk.followups.actions import close
from amends.desk.intake.actions import Source, receive
from amends.desk.offers.actions import Thing, ask_customer, describe, keep, promise
from amends.desk.replies.actions import Envelope, send
from amends.doors.portal.tests.conftest import DAY, OURS, SECRET, all_waived, letter


def test_what_we_understood_is_asked_once_it_was_told(told):
    page = told.page()

    assert "Did we understand you?" in page
    assert OURS in page
    assert "Ben Kramer looks after this" in page


def test_a_draft_of_what_we_understood_is_not_shown(ada):
    describe(ada.case, understanding="Perhaps she means the mixer")

    assert "mixer" not in ada.page()


def test_what_the_customer_wrote_is_not_shown_to_a_link_alone(told):
    page = told.page()

    assert SECRET not in page
    assert "What we wrote to you" in page


def test_a_reply_within_its_grace_is_not_shown(told, ben, now):
    send(told.case, ben, "Not gone yet", now=now)

    assert "Not gone yet" not in told.page()


def test_words_to_somebody_else_are_not_shown(told, ben, now):
    send(told.case, ben, "For Bob alone", envelope=Envelope(to=["bob@example.com"]), now=now - DAY)
    leave_due(now=now)

    assert "For Bob alone" not in told.page()


def test_a_proved_address_sees_the_conversation(told):
    told.proves()
    page = told.page()

    assert SECRET in page
    assert "What was said" in page


def test_even_a_proved_address_does_not_see_what_a_stranger_wrote(told, now):
    raw = letter(2, "I know more about this blender", sender="Eve <eve@example.com>")
    raw = raw.replace(b"\r\n\r\n", b"\r\nIn-Reply-To: <1@example.com>\r\n\r\n", 1)
    assert receive(raw, Source(arrived_at=now), now=now).case == told.case.number
    told.proves()

    assert "I know more" not in told.page()


def test_promises_stand_there_with_amount_weekday_date_and_zone(told, ben, now):
    promise(told.case, ben, Thing("Money back", Money(Decimal("49.90"), "EUR")), due=now + 2 * DAY, now=now)
    page = told.page()

    assert "Money back, €49.90" in page
    assert "Wednesday 4 March, 09:00" in page
    assert "Times are those of Europe/Berlin." in page
    assert "promised by Ben Kramer" in page


def test_a_kept_promise_is_done_and_a_broken_one_is_owned_up_to(told, ben, now):
    kept = promise(told.case, ben, "New blender", due=now + DAY, now=now)
    keep(kept, ben, "tracking 123456", now=now)
    promise(told.case, ben, "Return label", due=now + timedelta(seconds=1), now=now)
    with frozen(now + DAY):
        page = told.page()

    assert "ahead-done" in page
    assert "tracking 123456" not in page
    assert "promised for then, and late; we are sorry" in page


def test_it_is_asked_whether_it_is_solved_once_the_follow_up_is_ripe(told, ben, now):
    made = promise(told.case, ben, "New blender", due=now + DAY, now=now)
    before = told.page()
    keep(made, ben, "tracking 123456", now=now)
    too_early = told.page()
    with frozen(now + 2 * DAY):
        ripe = told.page()

    assert "Is it solved?" not in before
    assert "Is it solved?" not in too_early
    assert "Is it solved?" in ripe


def test_it_is_not_asked_while_a_new_complaint_waits_for_its_answer(told, ben, now):
    made = promise(told.case, ben, "New blender", due=now + DAY, now=now)
    keep(made, ben, "tracking 123456", now=now)
    with frozen(now + 2 * DAY):
        told.posts("messages", text="The new one is broken too. What happens now?")
        page = told.page()

    assert "Is it solved?" not in page


def test_what_the_customer_wanted_to_do_is_never_late(told, ben, now):
    ask_customer(told.case, ben, "Send us a photo", due=now + DAY, now=now)
    with frozen(now + 2 * DAY):
        page = told.page()

    assert "What you wanted to do" in page
    assert "Send us a photo" in page
    assert page.count("ahead-late") == page.split("What you wanted to do")[0].count("ahead-late")


def test_a_closed_case_says_so_and_still_takes_a_message(told, ben, now):
    close(told.case, "solved", agent=ben, reasons=all_waived(told.case), now=now)
    page = told.page()

    assert "It is solved; we closed this on Monday 2 March 2026" in page
    assert 'name="text"' in page
    assert "Did we understand you?" not in page
