"""Plays on the page of a case: suggested with a reason, written down by a button, ended only by two."""

from datetime import timedelta

import pytest
from django.test import Client

from amends.config.clock import frozen
from amends.desk.cases.models import Case
from amends.desk.delivery.actions import leave_due
from amends.desk.intake.entering.saying import say
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Address, Agent
from amends.desk.plays.models import PlayRecord
from amends.desk.replies.actions import send
from amends.desk.replies.judging import Said


@pytest.fixture
def danas(dana) -> Client:
    """Dana's browser, logged in."""
    client = Client()
    client.force_login(dana)
    return client


@pytest.fixture
def insulted(case: Case, now) -> Case:
    """Ada's complaint after she has insulted us."""
    say(
        case,
        Address.objects.get(value="ada@example.com"),
        "You are complete idiots, all of you.",
        channel="web",
        now=now,
    )
    return case


def _page(client, case) -> str:
    return str(client.get(f"/cases/{case.number}/").content.decode())


def _post(client, case, noun, **fields):
    return client.post(f"/cases/{case.number}/plays/{noun}/", fields)


def test_nothing_is_suggested_where_nothing_calls_for_it(browser, case):
    page = _page(browser, case)

    assert "Play: " not in page
    assert "?play=stalemate" in page


def test_a_play_is_suggested_with_its_reason_and_sentences(browser, insulted):
    page = _page(browser, insulted)

    assert "Play: Insults us" in page
    assert "Because they insult us." in page
    assert "Ada Okafor, I can see how much this has upset you" in page


def test_any_play_can_be_begun_by_hand_and_looking_writes_nothing(browser, case):
    page = browser.get(f"/cases/{case.number}/?play=retention").content.decode()

    assert "Play: Wants to leave" in page
    assert not PlayRecord.objects.exists()


def test_a_step_is_written_down_with_what_it_has_to_tell(browser, case):
    missing = _post(browser, case, "retention/reason_for_leaving", text=" ")
    done = _post(browser, case, "retention/reason_for_leaving", text="It costs too much")

    assert missing.status_code == 422
    assert done.status_code == 303
    assert "Ben Kramer, 09:00: It costs too much" in _page(browser, case)


@pytest.mark.parametrize("noun", ["retention/ended", "nothing/said", "retention/nothing"])
def test_what_no_play_knows_is_refused(browser, case, noun):
    assert _post(browser, case, noun).status_code == 422


def test_a_call_back_is_owed_at_its_time(browser, dana, case):
    _post(browser, case, "stalemate/named_superior", person=dana.pk)
    _post(browser, case, "stalemate/call_back_promised", date="2026-03-04", time="14:00", person=dana.pk)
    owed = Obligation.objects.open().get(case=case, kind="call_back")

    assert f"{owed.due:%d %H:%M}" == "04 13:00"
    assert owed.owner == dana


def test_a_day_that_is_none_is_refused_in_words(browser, case):
    _post(browser, case, "talks_on/said")
    answer = _post(browser, case, "talks_on/call_back_promised", date="soon", time="14:00")

    assert answer.status_code == 422
    assert not PlayRecord.objects.filter(kind="call_back_promised").exists()


def test_the_end_of_a_contact_waits_for_a_colleague_in_their_own_session(browser, danas, insulted):
    for kind in ("said", "warned"):
        _post(browser, insulted, f"abusive/{kind}")
    _post(browser, insulted, "abusive/ended", text="It went on after the warning.")
    row = PlayRecord.objects.waiting().get()
    own = _post(browser, insulted, f"records/{row.pk}/confirmation")
    insulted.refresh_from_db()
    still_open = insulted.is_open
    offered = "I agree" in _page(danas, insulted)
    other = _post(danas, insulted, f"records/{row.pk}/confirmation")
    insulted.refresh_from_db()

    assert own.status_code == 422
    assert still_open
    assert offered
    assert other.status_code == 303
    assert insulted.outcome == "ended"


def test_it_isnt_ended_before_the_warning(browser, insulted):
    _post(browser, insulted, "abusive/said")
    answer = _post(browser, insulted, "abusive/ended", text="Enough.")

    assert answer.status_code == 422
    assert "too early" in answer.content.decode()


def test_who_cant_see_the_case_records_nothing(db, case, now):
    dan = Agent.objects.create_user("dan@desk.example", "a long password", name="Dan")
    dan.teams.clear()
    client = Client()
    client.force_login(dan)

    assert _post(client, case, "abusive/said").status_code == 404


def test_the_call_sheet_reads_out_what_comes_now(browser, insulted):
    page = browser.get(f"/cases/{insulted.number}/calls/").content.decode()

    assert "I can hear how much this has upset you" in page


def test_the_ledger_names_rule_and_amount_and_effort_is_counted(browser, case, now):
    address = Address.objects.get(value="ada@example.com")
    with frozen(now.replace(hour=14)):
        say(case, address, "Is anybody there? When do I get an answer?", channel="web", now=now.replace(hour=14))
        page = _page(browser, case)

    assert "they had to ask again before we answered" in page
    assert "\N{MINUS SIGN}2" in page
    assert "Times they got in touch" in page


def test_the_policy_may_be_named_only_once_they_go_on_disagreeing(browser, case, ben, now):
    draft = {"text": "Hello Ada, our policy is to repair first: I can have it repaired by Friday."}
    before = browser.post(f"/cases/{case.number}/coach/", draft).content.decode()
    send(case, ben, "Hello Ada, we repair the blender by Friday. Ben", said=Said(answers="all", offers=True), now=now)
    leave_due(now=now + timedelta(minutes=1))
    say(case, Address.objects.get(value="ada@example.com"), "No, that is not what I asked for.", channel="web", now=now)
    after = browser.post(f"/cases/{case.number}/coach/", draft).content.decode()

    assert 'data-finding="policy' in before
    assert 'data-finding="policy' not in after
