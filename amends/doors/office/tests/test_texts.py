"""Mails by template can be worded anew, tried on a real case, and are as packaged again by one click."""

import pytest

from amends.desk.cases.links import token_for
from amends.desk.policies.models import Text, TextBlock
from amends.desk.policies.rules import OF_A_CASE
from amends.desk.policies.wording import packaged, wording
from amends.desk.replies.values import values_of
from amends.doors.office.words import TEXTS, VARIABLES

OWN = {"subject": "Got it [{{ number }}]", "body": "Dear {{ name }},\r\n\r\nwe have it.\r\n", "then": "keep"}


def test_a_text_of_our_own_takes_the_place_of_the_packaged_one(office):
    response = office.post("/office/texts/receipt/en/", OWN | {"body": "It has number {{ number }}."})

    assert response.status_code == 303
    assert wording("receipt", "en").subject == "Got it [{{ number }}]"
    assert wording("receipt", "de") == packaged("de")["receipt"]
    assert "your own" in office.get("/office/texts/").content.decode()


def test_the_packaged_text_comes_back(office):
    Text.objects.create(kind="receipt", language="en", subject="x", body="{{ number }}")
    office.post("/office/texts/receipt/en/packaged/")

    assert wording("receipt", "en") == packaged("en")["receipt"]


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        ("receipt", {"body": "Hello {{ nmae }}, {{ number }}"}, "There is no variable nmae here"),
        ("receipt", {"body": "Hello"}, "sent for the sake of {{ number }}"),
        ("link", {"body": "Hello {{ name }}"}, "sent for the sake of {{ link }}"),
        ("code", {"body": "Hello {{ name }}"}, "sent for the sake of {{ code }}"),
        ("receipt", {"body": "{{ number }} {{ code }}"}, "There is no variable code here"),
        ("receipt", {"body": "{{ number }} {{ Name }}"}, "this can&#x27;t be read"),
        ("receipt", {"body": "{{ number }} {% if name %}"}, "this can&#x27;t be read"),
        ("receipt", {"subject": "", "body": "{{ number }}"}, "This field is required"),
    ],
)
def test_a_text_that_could_not_be_filled_is_refused(office, kind, changes, words):
    response = office.post(f"/office/texts/{kind}/en/", OWN | changes)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Text.objects.exists()


def test_a_preview_reads_as_a_real_customer_would_read_it(office, case):
    page = office.post("/office/texts/receipt/en/", OWN | {"then": "preview"}).content.decode()
    assert "sent for the sake of" in page
    tried = OWN | {"body": "Dear {{ name }}, {{ number }}", "then": "preview"}
    page = office.post("/office/texts/receipt/en/", tried).content.decode()

    assert f"Dear Ada Okafor, {case.number}" in page
    assert not Text.objects.exists()


def test_a_preview_holds_no_link_that_works(office, case):
    token = token_for(case, case.participants.get())
    page = office.get("/office/texts/link/en/").content.decode()

    assert "https://help.vogel.example/p/…/" in page
    assert token.split(":")[0] not in page


def test_without_a_case_there_is_no_preview(office):
    assert "As it would read" not in office.get("/office/texts/receipt/en/").content.decode()


def test_an_unknown_mail_is_not_there(office):
    assert office.get("/office/texts/birthday/en/").status_code == 404
    assert office.get("/office/texts/receipt/xx/").status_code == 404


def test_every_variable_of_a_case_is_known_and_explained(case):
    from amends.desk.policies.models import DeskSettings

    known = set(values_of(case, DeskSettings.current(), participant=case.participants.get()))

    assert known == set(OF_A_CASE)
    assert set(VARIABLES) == known | {"code", "giver"}
    assert set(TEXTS) == set(Text.Kind.values)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("kind", Text.Kind.values)
def test_every_packaged_text_could_be_kept_as_our_own(office, kind, language):
    words = packaged(language)[kind]
    response = office.post(
        f"/office/texts/{kind}/{language}/", {"subject": words.subject, "body": words.body, "then": "keep"}
    )

    assert response.status_code == 303
    assert wording(kind, language) == words


def test_a_text_block_is_added_changed_and_removed(office):
    office.post("/office/blocks/new/", {"name": "Return", "language": "en", "body": "Hello {{ name }}, send it back."})
    block = TextBlock.objects.get()
    office.post(f"/office/blocks/{block.pk}/", {"name": "Returns", "language": "de", "body": "Bitte zurück."})
    block.refresh_from_db()

    assert (block.name, block.language, block.body) == ("Returns", "de", "Bitte zurück.")
    assert "Returns" in office.get("/office/blocks/").content.decode()
    office.post(f"/office/blocks/{block.pk}/removal/")
    assert not TextBlock.objects.exists()


def test_a_text_block_with_an_unknown_variable_is_refused(office):
    response = office.post("/office/blocks/new/", {"name": "Return", "language": "en", "body": "{{ colour }}"})

    assert "There is no variable colour here" in response.content.decode()
    assert not TextBlock.objects.exists()
