"""The margin says what to mend and why; agents take, dismiss, strike and overrule, with a script and without."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.craft.coach import Finding, rulebook
from amends.craft.coach.placeholders import placeholders
from amends.desk.advice.house import HouseCard
from amends.desk.advice.keeping import keep
from amends.desk.advice.models import Example, Outcome, Override
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.replies.models import Draft
from amends.doors.workbench.showing.demands import DEMANDS
from amends.doors.workbench.showing.findings import card_of
from amends.doors.workbench.tests.conftest import MAIL, MONDAY

BAD = "Hello Ada Okafor,\n\nunfortunately our policy says we can't send a new one. I answer as soon as possible.\n\nBen"
PROMISE = "Hello Ada Okafor, I am sorry about the blender. I refund you 20 EUR on Friday. Ben Kramer"
SOURCE = Source(arrived_at=MONDAY)
FACT = re.compile(
    r"\d|Cleo|Clara|noon|today|mittag|heute|mediodía|hoy|euro"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    re.IGNORECASE,
)
SCRIPT = {"HX-Request": "true"}


def tell(browser, case, noun, *, script=False, **fields):
    headers = SCRIPT if script else {}
    return browser.post(f"/cases/{case.number}/{noun}/", {"text": BAD, **fields}, headers=headers)


def margin(browser, case, text=BAD, **fields):
    return tell(browser, case, "coach", text=text, script=True, **fields).content.decode()


def finding(suggestion):
    return Finding("x.y", "hint", 0, 3, "bad", "Why", suggestion, "C1.5", hold=False)


def page_of(browser, case):
    return browser.get(f"/cases/{case.number}/").content.decode()


def test_a_note_says_what_why_and_what_the_craft_asks_for(browser, case):
    said = margin(browser, case)

    assert 'data-finding="policy.no"' in said
    assert "To mend: </span>" in said
    assert f'title="{DEMANDS["C2.6"]}"' in said
    assert 'data-taken="taken policy.no our policy says we can&#x27;t send"' in said


def test_words_that_advice_only_speaks_of_are_not_put_into_a_draft():
    spoken, wanted = "Begin with what is possible, without “sadly”.", "We never say that. Write “good value”."

    assert card_of(finding(spoken)).suggestion == ""
    assert card_of(finding(wanted)).suggestion == "good value"
    assert card_of(finding("The rest can follow without “sadly”")).suggestion == ""
    assert (
        card_of(finding("Name it: “I am sorry that [what happened].”")).suggestion == "I am sorry that [what happened]."
    )


def test_no_words_to_take_state_a_fact_and_a_blank_left_in_them_holds_the_mail():
    advice = {(rule.id, said.suggestion) for rule in rulebook() for said in rule.languages.values()}
    taken = {words for _, each in advice if (words := card_of(finding(each)).suggestion)}

    assert len(taken) > 20
    assert not [words for words in taken if FACT.search(words)]
    for words in taken:
        held = {words[hit.start : hit.end] for hit in placeholders(words)}
        assert held >= set(re.findall(r"\[[^]]*\]", words)), words


@pytest.mark.parametrize("rule", ["negative.word", "leftover.variable", "concrete.vague", "promise.undated"])
def test_advice_that_has_no_words_of_its_own_offers_none(rule):
    (found,) = [each for each in rulebook() if each.id == rule]

    assert {card_of(finding(said.suggestion)).suggestion for said in found.languages.values()} == {""}


def test_every_number_of_the_craft_that_a_rule_names_is_said_in_words():
    assert {rule.craft for rule in rulebook() if rule.craft} <= set(DEMANDS)


def test_notes_stand_in_the_order_of_their_words_those_of_the_whole_last(browser, case):
    starts = re.findall(r'data-keyed-by="[^q][^"]*" data-start="(\d+)" data-end="(\d+)"', margin(browser, case))
    places = [(start == end, int(start)) for start, end in starts]

    assert len(places) > 1
    assert places == sorted(places)


def test_taking_the_advice_is_kept_and_answers_nothing(browser, case):
    answer = tell(browser, case, "findings", script=True, finding="taken promise.vague as soon as possible")

    assert answer.status_code == 204
    assert Outcome.objects.get().kind == "taken"


def test_without_a_script_a_note_is_dismissed_and_the_draft_kept(browser, case):
    answer = tell(browser, case, "findings", finding="case promise.vague as soon as possible")

    assert answer.status_code == 303
    assert Draft.objects.get(case=case).text == BAD
    shown = page_of(browser, case)
    assert 'data-finding="promise.vague"' not in shown
    assert "1 kept silent" in shown


def test_what_was_dismissed_speaks_again(browser, case):
    tell(browser, case, "findings", script=True, finding="me promise.vague as soon as possible")
    assert "for you, in every case" in margin(browser, case)

    said = tell(browser, case, "silences", script=True, again="promise.vague").content.decode()

    assert 'data-finding="promise.vague"' in said


def test_a_report_keeps_the_sentence_that_it_is_about(browser, case):
    tell(browser, case, "findings", script=True, finding="wrong promise.vague as soon as possible")

    assert Outcome.objects.get().sentence == "I answer as soon as possible."


@pytest.mark.parametrize("finding", ["", "case", "case no.such.rule words", "gone promise.vague words", "case \x00"])
def test_nonsense_is_refused_in_words_and_takes_nothing(browser, case, finding):
    scripted = tell(browser, case, "findings", script=True, finding=finding)
    plain = tell(browser, case, "findings", finding=finding)

    assert scripted.status_code == plain.status_code == 422
    assert "<" not in scripted.content.decode()
    assert "our policy says" in plain.content.decode()
    assert not Outcome.objects.exists()


def test_what_holds_the_mail_cannot_be_dismissed(browser, case):
    text = "Hello [name], you are an idiot."

    assert 'value="once abuse.insult' not in margin(browser, case, text)
    answer = tell(browser, case, "findings", script=True, text=text, finding="case abuse.insult you are an idiot")
    assert answer.status_code == 422


def test_a_question_is_struck_and_comes_back(browser, case):
    tell(browser, case, "questions/struck", asks_not="And who pays for the return?")
    struck = page_of(browser, case)
    assert "1 question struck" in struck
    assert struck.count('data-keyed-by="q-') == 1

    tell(browser, case, "questions", asks="And who pays for the return?")

    assert page_of(browser, case).count('data-keyed-by="q-') == 2


def test_words_of_theirs_become_a_question_and_no_others(browser, case):
    added = tell(browser, case, "questions", script=True, asks_words="I am really disappointed.")
    refused = tell(browser, case, "questions", script=True, asks_words="Where is my hamster?")

    assert added.content.decode().count('data-keyed-by="q-') == 3
    assert Example.objects.get().kind == "added"
    assert refused.status_code == 422


def test_a_question_that_is_answered_shows_where(browser, case):
    said = margin(browser, case, "Hello Ada, we pay for the return. I send you a new one on Friday. Ben")
    places = re.findall(r'class="answered" [^>]*data-start="(\d+)" data-end="(\d+)"', said)

    assert places
    assert all(int(start) < int(end) for start, end in places)


def test_money_in_words_is_held_and_goes_with_a_reason(browser, case):
    refused = tell(browser, case, "replies", text=PROMISE)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Can't leave like that." in shown
    assert "Send all the same, because" in shown
    assert " autofocus" in shown

    answer = tell(browser, case, "replies", text=PROMISE, anyway="She knows it from our call")

    assert answer.status_code == 303
    assert Override.objects.get().reason == "She knows it from our call"


def test_nothing_asks_for_a_reason_before_something_was_refused(browser, case):
    Draft.objects.create(case=case, agent=Agent.objects.get(), text=PROMISE, saved_at=case.opened_at)

    shown = page_of(browser, case)

    assert "€20.00 is promised, and recorded nowhere" in shown
    assert "<label data-held-anyway hidden>" in shown


def test_a_reason_given_for_an_open_question_stays_with_it(browser, case):
    number = re.findall(r'name="(reason-[^"]+)"', margin(browser, case))[0]

    said = margin(browser, case, **{number: "Answered by phone"})

    assert 'value="Answered by phone"' in said
    assert 'class="set-aside"' in said


def test_what_is_pasted_is_shown_as_text(browser, case):
    said = margin(browser, case, "Hello [<img src=x onerror=alert(1)> name], our policy says <b>no</b>.")

    assert "<img" not in said
    assert "<b>no" not in said


def test_rules_of_the_house_speak_in_any_text(browser, now, dana):
    keep(HouseCard("never", ("bargain",), instead="good value"), dana, now=now)

    said = browser.post("/reading/", {"text": "A real bargain."}, headers=SCRIPT).content.decode()

    assert 'data-use="good value"' in said
    assert "data-tell" not in said


def test_the_coach_asks_the_database_as_often_for_a_long_case(browser, case, now):
    def asked(text: str) -> int:
        margin(browser, case, text)
        with CaptureQueriesContext(connection) as queries:
            margin(browser, case, text)
        return len(queries)

    few = asked(BAD)
    for number in range(12):
        mail = MAIL.replace(b"<one@", b"<more%d@" % number).replace(b"Hello,", b"What about part %d?" % number)
        receive(mail.replace(b"Message-ID", b"In-Reply-To: <one@example.com>\nMessage-ID"), SOURCE, now=now)

    assert case.messages.filter(direction="in").count() > 10
    assert asked(BAD * 20) <= few


def test_somebody_of_elsewhere_tells_the_coach_nothing(client, case):
    dan = Agent.objects.create_user("dan@desk.example", name="Dan")
    dan.teams.clear()
    client.force_login(dan)

    for noun in ("coach", "findings", "silences", "questions", "questions/struck"):
        assert tell(client, case, noun, script=True, finding="me promise.vague x").status_code == 404
    assert not Outcome.objects.exists()
