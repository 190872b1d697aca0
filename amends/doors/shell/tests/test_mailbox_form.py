"""The form for a mailbox refuses in words what could not work."""

import pytest
from django.http import QueryDict

from amends.doors.shell.mailbox_form import MailboxForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("minutes", "works"), [("0", True), ("1", False), ("2", False), ("3", True)])
def test_a_silence_shorter_than_two_looks_is_refused(minutes, works):
    form = MailboxForm(QueryDict(f"silence_minutes={minutes}"))

    said = str(form.errors.get("silence_minutes", ""))

    assert [bool(said), "at least 3" in said] == [not works] * 2
