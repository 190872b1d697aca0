"""Any text can be read by the coach: a sign, a page, a template, or a reply that is only tried out (C3.2)."""

from django.test import Client

SIGN = "No refunds without a receipt. Unfortunately our policy says we cannot exchange opened boxes."


def test_a_sign_is_read_and_its_faults_are_named(browser, now):
    page = browser.post("/reading/", {"text": SIGN}).content.decode()

    assert 'data-finding="policy.no"' in page
    assert SIGN in page


def test_nothing_is_asked_of_a_sign_that_only_an_answer_must_have(browser, now):
    page = browser.post("/reading/", {"text": "Please ring the bell, and somebody comes at once."}).content.decode()

    assert "data-finding" not in page


def test_questions_of_the_message_are_ticked_off_and_none_asks_for_a_reason(browser, now):
    told = {"text": "Your lamp leaves on Monday.", "message": "When does my lamp leave? Who pays the postage?"}

    page = browser.post("/reading/", told).content.decode()

    assert page.count('class="answered"') == 1
    assert "Who pays the postage?" in page
    assert 'name="reason-' not in page


def test_a_script_gets_the_margin_alone(browser, now):
    margin = browser.post("/reading/", {"text": SIGN}, headers={"HX-Request": "true"}).content.decode()

    assert 'data-finding="policy.no"' in margin
    assert "<html" not in margin


def test_an_empty_page_says_what_it_is_for(browser, now):
    page = browser.get("/reading/").content.decode()

    assert "A sign at the till" in page
    assert "The coach reads along" in page


def test_who_is_not_logged_in_reads_nothing(ben):
    assert Client().post("/reading/", {"text": SIGN}).status_code == 302
