"""A link that opens nothing says so without telling whose it was, and no link is ever written down."""

import logging
from datetime import timedelta

import pytest
from django.core import signing

from amends.config.clock import frozen
from amends.config.logs import DiscreetFormatter
from amends.desk.followups.actions import close
from amends.desk.people.models import Address


def test_an_ended_link_is_gone_and_does_not_say_whose_it_was(told):
    url = told.url
    told.case.end_links()
    response = told.client.get(url)
    page = response.content.decode()

    assert response.status_code == 410
    assert "This link has ended" in page
    assert "desk@desk.example" in page
    assert "Ada" not in page
    assert told.case.number not in page


def test_an_unknown_link_is_not_there(told):
    forged = signing.dumps([told.case.pk, told.participant.pk, 1], salt="another")

    assert told.client.get("/p/nonsense/").status_code == 404
    assert told.client.get(f"/p/{forged}/").status_code == 404
    assert told.client.post("/p/nonsense/messages/", {"text": "Hello"}).status_code == 404


def test_a_link_ends_ninety_days_after_closing(told, ben, now):
    close(told.case, "not for us", agent=ben, now=now)
    with frozen(now + timedelta(days=89)):
        assert told.client.get(told.url).status_code == 200
    with frozen(now + timedelta(days=91)):
        assert told.client.get(told.url).status_code == 410


@pytest.mark.parametrize("path", ["", "code/"])
def test_no_page_is_kept_indexed_or_named_to_the_next_site(told, path):
    response = told.client.get(told.url + path)

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store, private"
    assert "noindex" in response["X-Robots-Tag"]


def test_shut_pages_keep_quiet_as_well(told):
    response = told.client.get("/p/nonsense/")

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store, private"


def test_a_german_customer_reads_german(told):
    told.participant.address.customer.language = "de"
    told.participant.address.customer.save()
    response = told.client.get(told.url)

    assert '<html lang="de"' in response.content.decode()
    assert "Haben wir Sie verstanden?" in response.content.decode()


def test_who_asks_too_often_has_to_wait(told):
    answers = {told.client.get(told.url).status_code for _ in range(61)}

    assert answers == {200, 429}


def test_guessing_links_is_slowed_down(told):
    answers = {told.client.get(f"/p/guess-{number}/").status_code for number in range(121)}

    assert answers == {404, 429}


def test_no_log_line_holds_the_secret_part_of_a_link(told, caplog):
    url = told.url
    told.case.end_links()
    told.client.get(url)
    formatter = DiscreetFormatter("{message}", style="{")
    lines = [formatter.format(record) for record in caplog.records]

    assert any("/p/…" in line for line in lines)
    assert not any(url.split("/")[2] in line for line in lines)


def test_tracebacks_are_discreet_too():
    formatter = DiscreetFormatter("{message}", style="{")
    error = RuntimeError("cannot reach /p/SECRET:token/code/ now")
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "failed", None, (RuntimeError, error, None))

    assert "SECRET" not in formatter.format(record)
    assert "/p/…/code/" in formatter.format(record)


def test_a_participant_without_email_is_offered_no_code(told):
    Address.objects.filter(pk=told.participant.address_id).update(kind="phone", value="+49555")

    assert "we mail you a code" not in told.page()
