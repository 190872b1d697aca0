"""Passwords of mailboxes are kept so that the database alone does not tell them."""

import pytest

from amends.desk.channels.models import Mailbox


def test_a_password_is_sealed_in_the_row_and_comes_back():
    mailbox = Mailbox()

    mailbox.password = "Schlüssel"

    assert mailbox.password == "Schlüssel"
    assert "Schlüssel" not in mailbox.sealed_password


@pytest.mark.parametrize("sealed", ["", "never sealed by us"])
def test_what_cannot_be_opened_is_no_password(sealed):
    assert Mailbox(sealed_password=sealed).password == ""


def test_another_secret_of_the_desk_opens_nothing(settings):
    mailbox = Mailbox()
    mailbox.password = "open sesame"

    settings.SECRET_KEY = "another one"

    assert mailbox.password == ""
