"""Workers killed at any moment lose no mail, repeat nothing that is seen, and own up to what may have gone twice."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from amends.craft.mail import parse
from amends.desk.cases.models import Case, Event, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.models import Dispatch
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Address, Agent, Customer
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said
from amends.doors.mailbox.tests.conftest import Server, clock, letter

pytestmark = pytest.mark.django_db(transaction=True)
KILLED = -signal.SIGKILL


class Workers:
    """Starts worker processes that die at a seam, or live."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, *runs: str) -> list[int]:
        """Run workers at once, each to its end, whichever; return their exit codes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("|".join(runs) + "\n")
        self._process.stdin.flush()
        return [int(code) for code in self._process.stdout.readline().split()]


@pytest.fixture(scope="module")
def workers(django_db_setup: None) -> Iterator[Workers]:
    command = [sys.executable, "-m", "amends.doors.mailbox.tests.dying", str(connection.settings_dict["NAME"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Workers(process)


@pytest.mark.parametrize("seam", ["kept", "placed", "taken", "marked", "noted"])
def test_mail_is_taken_in_once_wherever_the_worker_was_killed(mailbox, server, workers, seam):
    server.deliver(letter(1), letter(2), letter(3))

    assert workers.run(f"take {seam} {mailbox.pk}") == [KILLED]
    assert workers.run(f"take none {mailbox.pk}") == [0]

    assert sorted(Message.objects.values_list("subject", flat=True)) == ["Order 1", "Order 2", "Order 3"]
    assert (Case.objects.count(), Arrival.objects.count(), Customer.objects.count()) == (3, 3, 1)
    assert Event.objects.filter(kind="message.received").count() == 3
    assert Obligation.objects.filter(kind="answer").count() == 3
    assert server.unseen() == 0


def _lying(server: Server, folder: str) -> int:
    with server.client() as client:
        return int(client.select_folder(folder, readonly=True)[b"EXISTS"])


@pytest.mark.parametrize("seam", ["taken", "moved", "noted"])
def test_mail_is_moved_once_wherever_the_worker_was_killed(mailbox, server, workers, seam):
    Mailbox.objects.update(after="moved", moved_to="Taken in")
    server.deliver(letter(1), letter(2), letter(3))

    assert workers.run(f"take {seam} {mailbox.pk}") == [KILLED]
    assert workers.run(f"take none {mailbox.pk}") == [0]

    assert (Message.objects.count(), Arrival.objects.count()) == (3, 3)
    assert (_lying(server, "INBOX"), _lying(server, "Taken in")) == (0, 3)


@pytest.mark.parametrize("seam", ["kept", "taken", "deleted", "noted"])
def test_a_maildrop_is_emptied_of_nothing_that_is_not_ours(mailbox, server, dovecot, workers, seam):
    Mailbox.objects.update(way="pop3", fetch_port=dovecot.pop3_port, after="deleted")
    server.deliver(letter(1), letter(2), letter(3))

    assert workers.run(f"take {seam} {mailbox.pk}") == [KILLED]
    assert _lying(server, "INBOX") == 3
    assert workers.run(f"take none {mailbox.pk}") == [0]

    assert (Message.objects.count(), Arrival.objects.count()) == (3, 3)
    assert _lying(server, "INBOX") == 0


@pytest.mark.parametrize("seam", ["kept", "taken", "noted"])
def test_a_maildir_is_taken_in_once_wherever_the_worker_was_killed(mailbox, workers, tmp_path, seam):
    for name in ("tmp", "new", "cur"):
        (tmp_path / name).mkdir()
    for number in (1, 2, 3):
        (tmp_path / f"new/{number}.host").write_bytes(letter(number))
    Mailbox.objects.update(way="maildir", maildir=str(tmp_path))

    assert workers.run(f"take {seam} {mailbox.pk}") == [KILLED]
    assert workers.run(f"take none {mailbox.pk}") == [0]

    assert (Message.objects.count(), Arrival.objects.count()) == (3, 3)
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1.host:2,S", "2.host:2,S", "3.host:2,S"]


@pytest.fixture
def reply(sink_mailbox: Mailbox) -> Message:
    """Ben's answer to Ada, past its ten seconds of grace."""
    now = clock() - timedelta(minutes=1)
    receive(letter(), Source(arrived_at=now, mailbox=sink_mailbox), now=now)
    ben = Agent.objects.create_user("ben@example.org", name="Ben")
    return replies.send(Case.objects.get(), ben, "Dear Ada, it is on its way.", now=now, said=Said(answers="all"))


@pytest.mark.parametrize(
    ("seam", "copies"),
    [("leaving", 1), ("left", 1), ("claimed", 1), ("written", 1), ("tried", 1), ("answered", 2), ("delivered", 1)],
)
def test_a_reply_arrives_wherever_the_worker_was_killed(reply, smtp_sink, workers, seam, copies):
    assert workers.run(f"deliver {seam} 0") == [KILLED]
    Dispatch.objects.filter(state=Dispatch.State.LEAVING).update(lease_until=clock() - timedelta(seconds=1))
    assert workers.run("deliver none 0") == [0]

    dispatch = Dispatch.objects.get()
    assert dispatch.state == Dispatch.State.DELIVERED
    assert dispatch.maybe_twice is (seam in {"tried", "answered"})
    assert len(smtp_sink.taken) == copies
    assert len({taken.message for taken in smtp_sink.taken}) == 1
    assert parse(smtp_sink.taken[-1].message).message_id == reply.message_id
    assert Event.objects.filter(kind="reply.left").count() == 1


def _two_mailboxes(mailbox: Mailbox) -> tuple[Mailbox, Mailbox]:
    other = Mailbox.objects.get(pk=mailbox.pk)
    other.pk, other.address, other.user = None, "help@example.org", f"{mailbox.user}-2"
    other.save()
    return mailbox, other


def test_mails_of_one_new_sender_in_two_processes_at_once_are_of_one_customer(mailbox, dovecot, workers):
    mailboxes = _two_mailboxes(mailbox)
    # Each says something else: a sender who says the same again and again within an hour is a machine.
    new = [letter(number, sender="new@example.com", text="Please, " * (number + 1)) for number in range(25)]
    both = new[20:]
    for which, one in enumerate(mailboxes):
        mine = new[which * 10 : which * 10 + 10]
        Server(dovecot, one).put(*both, *mine, at=clock())

    codes = workers.run(*[f"take none {one.pk}" for one in mailboxes])

    assert codes == [0, 0]
    assert (Customer.objects.count(), Address.objects.count()) == (1, 1)
    assert Message.objects.count() == 25
    assert (Arrival.objects.count(), Arrival.objects.filter(same_as=None).count()) == (30, 25)
    assert not Arrival.objects.on_pile().exists()
