"""Leads say where a language model is, and try it; its key is never shown, and agents have no such page."""

import pytest
from django.test import Client

from amends.desk.drafting.actions import answer_due
from amends.desk.drafting.models import Endpoint, Suggestion

URL = "/office/model/"
TOLD = {"is_on": "on", "url": "https://models.example/v1", "model": "small", "key": "secret-4711", "patience": "30"}


def test_an_empty_page_says_that_none_is_needed(office):
    page = office.get(URL).content.decode()

    assert "The desk needs none" in page
    assert "Does it answer?" not in page


def test_a_model_is_switched_on_and_its_key_is_never_shown(office):
    assert office.post(URL, TOLD).status_code == 303

    page = office.get(URL).content.decode()
    assert Endpoint.current().is_on
    assert Endpoint.current().key == "secret-4711"
    assert "secret-4711" not in page
    assert "https://models.example/v1" in page


def test_a_key_left_alone_stays_and_an_emptied_one_is_gone(office):
    office.post(URL, TOLD)
    office.post(URL, TOLD | {"key": "•" * 12, "model": "large"})
    assert (Endpoint.current().key, Endpoint.current().model) == ("secret-4711", "large")

    office.post(URL, TOLD | {"key": ""})
    assert Endpoint.current().key == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "http://models.example/v1"}, "Please give the model&#x27;s address"),
        ({"url": ""}, "Please give the model&#x27;s address"),
        ({"model": ""}, "Please name the model"),
        ({"patience": "1"}, "greater than or equal to 5"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(office, change, said):
    answer = office.post(URL, TOLD | change)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Endpoint.objects.exists()


def test_a_trial_shows_what_the_model_said(office):
    office.post(URL, TOLD)
    office.post(f"{URL}trial/")
    assert "the answer is on its way" in office.get(URL).content.decode()

    class Model:
        def answer(self, endpoint, question):
            return "Here I am."

    answer_due(Model(), worker="w")

    assert "Here I am." in office.get(URL).content.decode()
    assert Suggestion.objects.get().case is None


def test_agents_have_no_such_page(ben):
    browser = Client()
    browser.force_login(ben)

    assert browser.get(URL).status_code in {302, 403, 404}
    assert browser.post(f"{URL}trial/").status_code in {302, 403, 404}
    assert not Suggestion.objects.exists()
