"""A model may draft, never send; what leaves the house names nobody; off until a lead switches it on."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone, Malformed, Missing, NotAllowed
from amends.desk.cases.models import Event, Message
from amends.desk.drafting.actions import Unanswered, answer_due, ask, connect, forget, try_out
from amends.desk.drafting.models import Endpoint, Suggestion
from amends.desk.drafting.rules import LONGEST, Turn, texts_told, tidied
from amends.desk.drafting.tests.conftest import MONDAY

DRAFT = "Dear Ada,\n\nunfortunately our policy says you must wait. Ring Ben Kramer on +44 20 7946 0958.\n\nBen Kramer"


def answered(case, ben, model, *, kind="wording", draft=DRAFT):
    ask(case, ben, kind, draft, now=MONDAY)
    answer_due(model, worker="w")
    return Suggestion.objects.get()


def test_nothing_is_asked_until_a_lead_has_switched_a_model_on(case, ben, now):
    with pytest.raises(NotAllowed, match="model_off"):
        ask(case, ben, "wording", DRAFT, now=now)

    assert not Suggestion.objects.exists()


def test_only_leads_say_where_the_model_is(ben):
    with pytest.raises(NotAllowed, match="leads_only"):
        connect(ben, url="https://models.example/v1", model="small", key="k", patience=30, is_on=True)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://models.example",
        "models.example",
        "http://models.example/v1",
        "http://8.8.8.8/v1",
        "https://",
        "https://user:pass@models.example",
        "https://[::1",
        "https://models.example:99999999/",
    ],
)
def test_an_address_where_somebody_could_read_along_is_refused(dana, url):
    with pytest.raises(Malformed, match="model_address"):
        connect(dana, url=url, model="small", key="k", patience=30, is_on=True)


@pytest.mark.parametrize("url", ["https://models.example/v1", "http://127.0.0.1:11434/v1", "http://ollama:11434/v1"])
def test_a_server_behind_tls_or_beside_this_one_is_taken(dana, url):
    assert connect(dana, url=url, model="small", key="k", patience=30, is_on=True).is_on


def test_a_model_without_a_name_can_be_kept_but_not_switched_on(dana):
    assert not connect(dana, url="", model="", key=None, patience=30, is_on=False).is_on
    with pytest.raises(Missing, match="model_name"):
        connect(dana, url="https://models.example", model=" ", key=None, patience=30, is_on=True)


def test_the_key_is_sealed_and_stays_where_none_is_given(dana, switched_on):
    connect(dana, url="https://models.example", model="small", key=None, patience=30, is_on=True)

    endpoint = Endpoint.current()
    assert endpoint.key == "secret"
    assert "secret" not in endpoint.sealed_key


def test_what_leaves_the_house_names_nobody(case, ben, model, switched_on, now):
    suggestion = answered(case, ben, model)

    [question] = model.asked
    for detail in ("Ada", "Okafor", "Ben", "Kramer", "AB-48213", "7946", "ada.private"):
        assert detail not in question.text
    assert "49.90 EUR" in question.text
    assert suggestion.told == question.text


def test_what_comes_home_has_its_names_back_and_is_only_a_suggestion(case, ben, model, switched_on, now):
    events = Event.objects.count()

    suggestion = answered(case, ben, model)

    assert suggestion.state == "ready"
    assert "[name" not in suggestion.words
    assert "your blender comes on Friday" in suggestion.words
    assert (Message.objects.filter(direction="out").count(), Event.objects.count()) == (0, events)


def test_a_place_the_model_made_up_stays_a_gap(case, ben, model, switched_on, now):
    model.words = "Hello [name 99]."

    assert answered(case, ben, model).words == "Hello [name 99]."


def test_a_summary_is_told_the_conversation_and_no_draft(case, ben, model, switched_on, now):
    answered(case, ben, model, kind="summary", draft="")

    assert "The customer wrote:" in model.asked[0].text
    assert "The draft:" not in model.asked[0].text


def test_one_question_waits_at_a_time(case, ben, switched_on, now):
    ask(case, ben, "summary", "", now=now)

    with pytest.raises(AlreadyDone, match="model_asked"):
        ask(case, ben, "summary", "", now=now)


def test_a_rewording_of_nothing_is_refused(case, ben, switched_on, now):
    with pytest.raises(Missing, match="text"):
        ask(case, ben, "wording", "  \n", now=now)


class Silent:
    def answer(self, endpoint, question):
        message = "The model took longer than we wait."
        raise Unanswered(message)


class Broken:
    def answer(self, endpoint, question):
        raise LookupError


@pytest.mark.parametrize(("model", "why"), [(Silent(), "longer than we wait"), (Broken(), "went wrong here")])
@pytest.mark.usefixtures("switched_on", "caplog")
def test_a_failure_says_why_and_holds_up_nobody(case, ben, model, why):
    suggestion = answered(case, ben, model)

    assert suggestion.state == "failed"
    assert why in suggestion.why
    assert ask(case, ben, "wording", DRAFT, now=MONDAY).state == "waiting"


def test_a_question_that_waited_while_the_model_was_switched_off_is_not_asked(case, dana, model, switched_on):
    ask(case, dana, "summary", "", now=MONDAY)
    connect(dana, url=switched_on.url, model="small", key=None, patience=5, is_on=False)

    answer_due(model, worker="w")

    assert model.asked == []
    assert "switched off" in Suggestion.objects.get().why


def test_a_question_is_asked_by_one_worker_only(case, ben, switched_on, now):
    class Nosy:
        asked = 0

        def answer(self, endpoint, question):
            self.asked += 1
            assert answer_due(self, worker="another") == 0
            return "Fine."

    nosy = Nosy()
    ask(case, ben, "summary", "", now=now)

    assert (answer_due(nosy, worker="one"), nosy.asked) == (1, 1)


def test_a_trial_tells_nothing_of_any_customer(case, dana, model, now):
    try_out(dana, now=now)
    answer_due(model, worker="w")

    assert model.asked[0].text == "Say that you can be reached."


def test_suggestions_are_forgotten_after_two_weeks(case, ben, model, switched_on, now):
    answered(case, ben, model)

    assert forget(now=now + timedelta(days=13)) == 0
    assert forget(now=now + timedelta(days=15)) == 1


def test_of_a_long_conversation_the_newest_is_told():
    turns = [Turn("customer", f"{number} " + "x" * 5000) for number in range(9)]

    told = texts_told("summary", turns, "")

    assert "8 x" in told[-1]
    assert sum(map(len, told)) < LONGEST + 500


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("  Fine.\r\n", "Fine."),
        ("```text\nFine.\n```", "Fine."),
        ("Fi\x00ne\u202e.", "Fine."),
        ("x" * 9000, "x" * 8000),
    ],
)
def test_an_answer_becomes_plain_text(said, text):
    assert tidied(said) == text


def test_an_answer_of_nothing_is_none():
    with pytest.raises(Malformed):
        tidied(" \x07 ")
