"""A mail server pipes a mail into `amends receive --to`, and keeps it unless we say that it is ours."""

import errno

import pytest

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.doors.mailbox.tests.conftest import LONG_AGO, letter

LARGE = letter(text="It is still broken.\r\n" * 16_000)  # so large that it is kept in a file
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mailbox(transactional_db: None) -> Mailbox:
    return Mailbox.objects.create(name="help", address="help@example.org", way="handed", connected_at=LONG_AGO)


def test_a_piped_mail_is_a_case_of_the_mailbox_it_was_for(amends, mailbox):
    ended = amends("receive", "--to", "help@example.org", "--sender", "ada@example.com", "-", stdin=letter())

    assert ended.code == 0, ended.err
    assert Case.objects.get().mailbox == mailbox
    assert Arrival.objects.get().live


def test_the_separator_that_mail_servers_put_above_a_piped_mail_is_no_part_of_it(amends):
    mark = b"From ada@example.com  Mon Mar  2 08:00:00 2026\n"
    ended = amends("receive", "--to", "help@example.org", "-", stdin=mark + letter())

    assert ended.code == 0, ended.err
    assert Case.objects.get().customer.name == "Ada Byron"


def test_a_bounce_is_known_by_its_empty_sender(amends):
    amends("receive", "--to", "help@example.org", "--sender", "", "-", stdin=letter())

    assert Arrival.objects.get().pile_reason == Arrival.Reason.AUTOMATIC


def test_an_empty_mail_lies_on_the_pile_as_by_every_other_way(amends):
    assert amends("receive", "--to", "help@example.org", "-", stdin=b"").code == 0

    assert Arrival.objects.on_pile().count() == 1


def test_where_the_disk_is_full_the_mail_server_is_asked_to_try_again(amends, monkeypatch):
    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("amends.desk.cases.kept.os.fsync", fsync)
        ended = amends("receive", "--to", "help@example.org", "-", stdin=LARGE)

    assert ended.code == 75
    assert "not kept, try again" in ended.err


def test_a_slip_in_the_command_never_sends_the_mail_back_to_who_wrote_it(amends):
    ended = amends("receive", "--to", "help@example.org", "--no-such-option", "-", stdin=letter())

    assert ended.code == 75
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("hostile", ["ada@example.com\nBcc: all@example.org", "<script>", "x" * 5_000])
def test_an_envelope_can_bring_no_header_of_its_own(amends, hostile):
    amends("receive", "--to", "help@example.org", "--to", hostile, "--sender", hostile, "-", stdin=letter())

    assert Case.objects.get().messages.get().cc == []
    assert Arrival.objects.get().pile_reason == ""
