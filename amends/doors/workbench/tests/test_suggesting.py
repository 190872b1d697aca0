"""A language model may help where a lead has switched one on: agents ask, read and take; nothing is sent by itself."""

import pytest

from amends.desk.cases.models import Message
from amends.desk.drafting.actions import answer_due, connect
from amends.desk.drafting.models import Suggestion
from amends.desk.replies.models import Draft

DRAFT = "Unfortunately our policy says no."


class Model:
    words = "Hello [name 1], our policy says that I will send you a new blender on Friday."

    def answer(self, endpoint, question):
        return self.words


class Broken:
    def answer(self, endpoint, question):
        raise LookupError


@pytest.fixture
def switched_on(dana):
    return connect(dana, url="http://127.0.0.1:9/v1", model="small", key="", patience=5, is_on=True)


def page_of(browser, case):
    return browser.get(f"/cases/{case.number}/").content.decode()


def ask(browser, case, kind="wording", text=DRAFT):
    return browser.post(f"/cases/{case.number}/suggestions/", {"suggest": kind, "text": text})


def test_without_a_model_nothing_is_shown_and_nothing_can_be_asked(browser, case):
    assert "Ask the model" not in page_of(browser, case)
    assert ask(browser, case).status_code == 422
    assert not Suggestion.objects.exists()


def test_asking_keeps_the_draft_and_says_that_the_answer_is_on_its_way(browser, case, switched_on):
    answer = ask(browser, case)

    assert answer.status_code == 303
    assert Draft.objects.get(case=case).text == DRAFT
    assert "The model was asked" in page_of(browser, case)


def test_what_it_says_is_read_by_the_coach_and_says_that_no_person_has_read_it(browser, case, switched_on):
    ask(browser, case)
    answer_due(Model(), worker="w")

    card = browser.get(f"/cases/{case.number}/suggestions/last/").content.decode()
    assert "new blender on Friday" in card
    assert "drafted by small" in card
    assert "No person has read it yet" in card
    assert "The coach finds:" in card
    assert "And who pays for the return?" in card


def test_taking_it_makes_it_the_draft_and_sends_nothing_and_the_own_words_come_back(browser, case, switched_on):
    ask(browser, case)
    answer_due(Model(), worker="w")
    suggestion = Suggestion.objects.get()
    url = f"/cases/{case.number}/suggestions/{suggestion.pk}/use/"

    assert browser.post(url).status_code == 303
    assert Draft.objects.get(case=case).text == suggestion.words
    assert "Back to my own words" in page_of(browser, case)
    browser.post(url, {"back": "1"})
    assert Draft.objects.get(case=case).text == DRAFT
    assert not Message.objects.filter(direction="out", kind="reply").exists()


def test_what_left_the_house_can_be_read(browser, case, switched_on):
    ask(browser, case, kind="summary", text="")
    answer_due(Model(), worker="w")

    card = browser.get(f"/cases/{case.number}/suggestions/last/").content.decode()
    assert "What left the house" in card
    assert "Ada Okafor" not in card.partition("What left the house")[2]


def test_a_model_that_fails_loses_nothing(browser, case, switched_on):
    ask(browser, case)
    answer_due(Broken(), worker="w")

    assert "your draft stands" in page_of(browser, case)
    assert Draft.objects.get(case=case).text == DRAFT


def test_a_colleagues_suggestion_is_nobody_elses(browser, case, dana, switched_on):
    made = Suggestion.objects.create(
        case=case, agent=dana, kind="wording", of_text="x", words="y", state="ready", asked_at=case.opened_at
    )

    assert browser.post(f"/cases/{case.number}/suggestions/{made.pk}/use/").status_code == 404


@pytest.mark.parametrize("kind", ["", "trial", "everything"])
def test_only_what_there_is_can_be_asked(browser, case, switched_on, kind):
    assert ask(browser, case, kind=kind).status_code == 422
    assert not Suggestion.objects.exists()
