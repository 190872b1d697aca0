"""Leads write rules of the house by simple forms or in full, try them first, and see who changed what."""

import pytest
from django.test import Client

from amends.desk.advice.models import HouseRule
from amends.desk.cases.models import Message

URL = "/office/house/"
NEVER = {"kind": "never", "words": "no problem\nno worries", "instead": "gladly", "why": "", "severity": "warning"}

WRITTEN = """[[rule]]
id = "house.x"
why = "x"
[rule.any]
phrases = ["xylophone"]
suggestion = "y"
"""


def _page(response) -> str:
    return str(response.content.decode())


def _keep(office, **changes):
    return office.post(f"{URL}new/", NEVER | {"then": "keep"} | changes)


def test_an_empty_page_teaches_the_first_rule(office):
    page = _page(office.get(URL))

    assert "Write the first one" in page
    assert "kind=never&amp;words=no+problem" in page


def test_a_starter_fills_the_form_in(office):
    page = _page(office.get(f"{URL}new/?kind=never&words=no+problem&instead=gladly"))

    assert ">\nno problem</textarea>" in page
    assert 'value="gladly"' in page
    assert not HouseRule.objects.exists()


def test_never_say_this_say_that_is_all_it_takes(office):
    response = _keep(office)
    page = _page(office.get(URL))

    assert response.status_code == 303
    assert "“no problem”, “no worries”" in page
    assert "“gladly”" in page
    assert "nothing found yet" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "name", "words": "AquaPump 300", "severity": "warning"},
        {"kind": "always", "words": "0800 1234", "instead": "Call me on 0800 1234.", "severity": "hint"},
        {"kind": "length", "words": "250", "severity": "hint"},
        {
            "kind": "written",
            "document": '[[rule]]\nid = "house.x"\nwhy = "x"\n[rule.any]\nphrases = ["xylo"]\nsuggestion = "y"',
        },
    ],
    ids=lambda fields: fields["kind"],
)
def test_every_kind_of_rule_is_kept_and_shown_again(office, fields):
    assert office.post(f"{URL}new/", fields | {"then": "keep"}).status_code == 303
    row = HouseRule.objects.get()
    page = _page(office.get(f"{URL}{row.pk}/"))

    assert row.kind == fields["kind"]
    assert "Dana Moor wrote it" in page


def test_a_rule_is_tried_on_a_text_before_it_is_kept(office):
    page = _page(office.post(f"{URL}new/", NEVER | {"then": "try", "tried": "That is No Problem & <b>fine</b>."}))

    assert "No Problem</mark> &amp; &lt;b&gt;fine" in page
    assert "We don&#x27;t say “No Problem”" in page
    assert not HouseRule.objects.exists()


def test_it_says_how_often_replies_would_have_met_it_and_leads_to_them(office, case, now):
    for text in ("That is no problem at all.", "It is on its way."):
        Message.objects.create(case=case, direction="out", kind="reply", text=text, said_at=now)
    page = _page(office.post(f"{URL}new/", NEVER | {"then": "try"}))

    assert "1 of the last 2 replies would have met it." in page
    assert f"/cases/{case.number}/" in page
    assert "<mark>no problem</mark>" in page


def test_without_replies_it_says_so(office):
    assert "No reply has been sent yet" in _page(office.post(f"{URL}new/", NEVER | {"then": "try"}))


def test_a_simple_rule_goes_on_in_full(office):
    page = _page(office.post(f"{URL}new/", NEVER | {"then": "full"}))

    assert 'name="kind" value="written"' in page
    assert "phrases = [&quot;no problem&quot;, &quot;no worries&quot;]" in page
    assert "How phrases are written" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": " "}, "This field is required"),
        ({"words": "!"}, "one wording a line"),
        ({"instead": "no problem"}, "although that is what should be written"),
        ({"kind": "written", "document": "[[rule"}, "can&#x27;t be used"),
        ({"kind": "length", "words": "many"}, "number of words"),
    ],
)
@pytest.mark.parametrize("then", ["keep", "try"])
def test_a_rule_that_could_not_be_used_is_refused_with_all_that_was_typed(office, changes, words, then):
    response = office.post(f"{URL}new/", NEVER | {"then": then, "tried": "My own text"} | changes)
    page = _page(response)

    assert response.status_code == 422
    assert words in page
    assert "My own text" in page
    assert not HouseRule.objects.exists()


def test_a_rule_is_changed_and_taken_away_with_a_record(office):
    _keep(office)
    row = HouseRule.objects.get()
    office.post(f"{URL}{row.pk}/", NEVER | {"words": "no worries", "then": "keep"})
    page = _page(office.get(f"{URL}{row.pk}/"))
    office.post(f"{URL}{row.pk}/removal/")

    assert "Dana Moor changed it" in page
    assert "as it was before" in page
    assert office.get(f"{URL}{row.pk}/").status_code == 404
    assert "Write the first one" in _page(office.get(URL))


def test_all_rules_are_tried_on_a_text_at_once(office):
    _keep(office)
    _keep(office, kind="name", words="AquaPump 300", instead="")
    page = _page(office.post(URL, {"text": "No worries, the aquapump 300 is on its way."}))

    assert page.count("<mark") == 2
    assert "Write “AquaPump 300”." in page


def test_a_text_without_a_finding_is_said_to_be_well(office):
    _keep(office)

    assert "Nothing is found in it." in _page(office.post(URL, {"text": "It is on its way."}))


def test_a_rule_of_the_house_leads_from_its_findings_to_its_form(office):
    _keep(office)
    row = HouseRule.objects.get()

    assert f"{URL}{row.pk}/" in _page(office.get("/office/coach/house.no_problem/"))


def test_many_rules_cost_no_more_queries_than_few(office, case, now, django_assert_max_num_queries):
    _keep(office)
    office.get(URL)
    with django_assert_max_num_queries(60) as few:
        office.get(URL)
    of_few = len(few)
    for number in range(8):
        _keep(office, words=f"word{number}")
    with django_assert_max_num_queries(of_few):
        assert "word7" in _page(office.get(URL))


def test_only_leads_find_rules_of_the_house(office, ben):
    _keep(office)
    row = HouseRule.objects.get()
    client = Client()
    client.force_login(ben)

    for path in (URL, f"{URL}new/", f"{URL}{row.pk}/", f"{URL}{row.pk}/removal/"):
        assert client.get(path).status_code in {404, 405}
        assert client.post(path, NEVER | {"then": "keep", "words": "mine"}).status_code == 404
    assert HouseRule.objects.in_use().get().words == "no problem\nno worries"
