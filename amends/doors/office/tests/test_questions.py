"""Leads read which questions agents added and struck, and take them out as examples."""

import json

from django.test import Client

from amends.desk.advice.actions import add_question, strike_question
from amends.desk.advice.models import Example

URL = "/office/questions/"


def _page(response) -> str:
    return str(response.content.decode())


def test_an_empty_page_says_how_questions_come_there(office):
    assert "agents add it" in _page(office.get(URL))


def test_added_and_struck_questions_are_listed_and_counted(office, case, ben, now):
    add_question(case, ben, "My blender does not start.", now=now)
    strike_question(case, ben, "Can you send me a new one?", now=now)
    page = _page(office.get(URL))

    assert "added: 1" in page
    assert "struck: 1" in page
    assert "“My blender does not start.”" in page
    assert f"/cases/{case.number}/" in page


def test_examples_are_given_out_a_line_each_with_their_place(office, case, ben, now):
    add_question(case, ben, "My blender does not start.", now=now)
    response = office.get(f"{URL}examples.jsonl")
    (line,) = response.content.decode().splitlines()
    said = json.loads(line)

    assert "attachment" in response["Content-Disposition"]
    assert said["message"][said["start"] : said["end"]] == said["text"]
    assert said["kind"] == "added"


def test_older_ones_stand_on_further_pages(office, case, ben, now):
    message = case.messages.get()
    Example.objects.bulk_create(
        Example(
            case=case, message=message, agent=ben, kind="added", text=f"No {n}", start=0, end=1, key=f"no {n}", at=now
        )
        for n in range(60)
    )

    assert "1 to 50 of 60" in _page(office.get(URL))
    assert "51 to 60 of 60" in _page(office.get(f"{URL}?page=2"))
    assert office.get(f"{URL}?page=999999999999").status_code == 200


def test_only_leads_find_them(ben, case, now):
    client = Client()
    client.force_login(ben)

    assert client.get(URL).status_code == 404
    assert client.get(f"{URL}examples.jsonl").status_code == 404
