"""Leads see what became of the coach's findings, and say how loudly a rule speaks."""

import pytest
from django.test import Client

from amends.desk.advice.actions import Place, answer
from amends.desk.advice.models import Outcome, Pin

URL = "/office/coach/"
RULE = "policy.says"


def _page(response) -> str:
    return str(response.content.decode())


def _outcomes(case, ben, kind, times, rule=RULE):
    at = case.opened_at
    Outcome.objects.bulk_create(
        Outcome(case=case, agent=ben, rule=rule, kind=kind, place=str(number), at=at) for number in range(times)
    )


def test_an_empty_page_says_what_will_stand_there_and_lists_all_rules(office):
    page = _page(office.get(URL))

    assert "Nothing was counted yet" in page
    assert f"{URL}{RULE}/" in page


def test_findings_are_counted_with_the_bounds_of_their_share(office, case, ben):
    for kind, times in (("taken", 5), ("once", 2), ("me", 1), ("wrong", 1), ("kept", 4)):
        _outcomes(case, ben, kind, times)
    page = _page(office.get(URL))

    assert "Found 13 times: 5 taken, 3 dismissed, 1 reported wrong, 4 sent all the same." in page
    assert "4 of 9 refused: 44\u202f% (19 to 73\u202f%)" in page


def test_a_rule_that_turned_itself_down_stands_first_and_says_so(office, case, ben):
    _outcomes(case, ben, "once", 30)
    _outcomes(case, ben, "taken", 60, rule="blame.you")
    page = _page(office.get(URL))

    assert page.index("Mostly refused") < page.index(f"{URL}{RULE}/") < page.index(f"{URL}blame.you/")
    assert "turned itself down to a hint, because it is mostly dismissed" in page


def test_a_rule_shows_its_examples_and_what_was_reported_wrong(office, case, ben, now):
    answer(case, ben, Place(RULE, "our policy", "That is our policy, as you say."), "wrong", now=now)
    page = _page(office.get(f"{URL}{RULE}/"))

    assert "It finds" in page
    assert "That is our policy, as you say." in page
    assert f"/cases/{case.number}/" in page


@pytest.mark.parametrize(("state", "words"), [("off", "silent"), ("hint", "hint"), ("on", "a lead keeps it as it is")])
def test_a_lead_says_how_loudly_a_rule_speaks_and_that_is_kept(office, dana, state, words):
    response = office.post(f"{URL}{RULE}/", {"state": state})
    page = _page(office.get(f"{URL}{RULE}/"))

    assert response.status_code == 303
    assert Pin.objects.get(rule=RULE).state == state
    assert words in page
    assert "Dana Moor from left to what becomes of it to" in page


def test_a_lead_leaves_it_to_the_findings_again(office):
    office.post(f"{URL}{RULE}/", {"state": "off"})
    office.post(f"{URL}{RULE}/", {"state": ""})

    assert not Pin.objects.exists()


def test_what_can_not_be_chosen_is_refused(office):
    assert office.post(f"{URL}{RULE}/", {"state": "loud"}).status_code == 422
    assert office.get(f"{URL}no.such/").status_code == 404


def test_what_holds_a_mail_can_not_be_turned_down(office):
    page = _page(office.get(f"{URL}abuse.insult/"))

    assert "It holds what must not leave" in page
    assert 'name="state"' not in page


def test_many_findings_cost_no_more_queries_than_few(office, case, ben, django_assert_max_num_queries):
    _outcomes(case, ben, "once", 1)
    office.get(URL)
    with django_assert_max_num_queries(60) as few:
        office.get(URL)
    of_few = len(few)
    for rule in ("blame.you", "no.bare", "promise.vague"):
        _outcomes(case, ben, "taken", 40, rule=rule)
    with django_assert_max_num_queries(of_few):
        assert "Found 40 times" in _page(office.get(URL))


def test_only_leads_find_the_pages(ben, now):
    client = Client()
    client.force_login(ben)

    for path in (URL, f"{URL}{RULE}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"state": "off"}).status_code in {404, 405}
    assert not Pin.objects.exists()
