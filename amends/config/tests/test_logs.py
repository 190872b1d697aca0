"""What opens something for whoever knows it is never written into a log; ordinary refusals are not either."""

import logging

import pytest
from django.test import Client

from amends.config.logs import DiscreetFormatter


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Gone: /p/WzEsMSwxXQ:1xU:F7V/", "Gone: /p/…/"),
        ("/p/WzEsMSwxXQ:1xU:F7V/code/ and /p/abc", "/p/…/code/ and /p/…"),
        ("/accounts/password/reset/key/2-abc-123/", "/accounts/password/reset/key/…/"),
        ("/cases/K7Q4/", "/cases/K7Q4/"),
        ("https://help.example/p/abc?done=sent", "https://help.example/p/…?done=sent"),
    ],
)
def test_the_secret_part_of_a_path_is_blotted_out(line, written):
    record = logging.LogRecord("x", logging.WARNING, "x", 1, "%s", (line,), None)

    assert DiscreetFormatter("{message}", style="{").format(record) == written


def test_every_line_of_ours_goes_through_it(settings):
    handlers = settings.LOGGING["handlers"].values()
    formatters = settings.LOGGING["formatters"]

    assert {formatters[handler["formatter"]]["()"] for handler in handlers} == {"amends.config.logs.DiscreetFormatter"}


@pytest.mark.django_db
def test_a_refusal_is_no_warning_and_a_page_that_is_not_there_is_one(caplog):
    with caplog.at_level(logging.INFO):
        refused = Client().post("/setup/", {"token": "wrong"})
        missing = Client().get("/static/nothing")

    assert (refused.status_code, missing.status_code) == (422, 404)
    assert [record.status_code for record in caplog.records if record.name == "django.request"] == [404]
