"""What the fault run is made of does the harm it should."""

import random
import smtplib
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bench.torture_mail.bringing import ids_in
from bench.torture_mail.faults import KILLS, drawn
from bench.torture_mail.letterbox import keep, taken
from bench.torture_mail.mails import Writer, bursts
from bench.torture_mail.wall_clock import WallClock
from bench.torture_mail.wire import Wire
from tests.servers.machine import answers, free_port, kill, wait_until

LETTER = b"From: desk@support.example\r\nMessage-ID: <1@support.example>\r\n\r\nHello.\r\n"


def test_the_same_seed_writes_the_same_mails_and_another_seed_others():
    first, again, other = (Writer(seed).write(60) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_every_mail_names_only_mails_of_its_own_conversation():
    letters = [letter for group in Writer(3).write(300) for letter in group]
    conversations = {letter.id: letter.conversation for letter in letters if letter.id}

    assert len(letters) == 300
    assert {len(letter.asked) > 0 for letter in letters} == {True, False}
    assert all(conversations[asked] == letter.conversation for letter in letters for asked in letter.asked)


def test_bursts_leave_nothing_out_and_keep_the_order():
    groups = Writer(4).write(100)

    brought = [letter for burst in bursts(groups, random.Random(1)) for letter in burst]

    assert brought == [letter for group in groups for letter in group]


@pytest.mark.parametrize("kills", [8, 56])
def test_as_much_goes_wrong_as_was_asked_for(kills):
    kinds = Counter(drawn(kills, random.Random(5)))

    assert sum(kinds[kind] for kind in KILLS) == kills
    assert kinds["clock set back"] == kinds["mails renumbered"] == kinds["folder made anew"] == 1
    assert kinds["disk full"] >= 1
    assert kinds["SMTP cut within"] >= 1


def test_ids_are_found_in_folded_headers_and_nowhere_else():
    raw = b"Message-ID: <a@x>\r\nReferences: <b@x>\r\n <c@x>\r\nSubject: <d@x>\r\n\r\nIn-Reply-To: <e@x>\r\n"

    assert ids_in(raw) == {"message-id": ["a@x"], "references": ["b@x", "c@x"]}


def test_a_letter_that_was_being_written_when_the_server_died_is_no_letter(tmp_path):
    keep(tmp_path, ["ada@customer.example"], LETTER)
    (tmp_path / "1.part").write_bytes(b'["bo@customer.example"]\nhalf')

    [letter] = taken(tmp_path)

    assert (letter.recipients, letter.raw) == (("ada@customer.example",), LETTER)
    assert list(taken(tmp_path, after=letter.name)) == []


@pytest.mark.servers
def test_what_the_letterbox_said_ok_to_outlives_it(tmp_path):
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.torture_mail.letterbox", str(port), str(tmp_path)])
    wait_until(lambda: answers(port), process, tmp_path / "no.log")
    with smtplib.SMTP("127.0.0.1", port, local_hostname="[127.0.0.1]") as client:
        client.sendmail("desk@support.example", ["ada@customer.example"], LETTER)
        kill(process)

    assert [letter.raw for letter in taken(tmp_path)] == [LETTER]


_ECHO = """
import socket, sys
listening = socket.socket(fileno=int(sys.argv[1]))
while True:
    caller, _ = listening.accept()
    try:
        caller.sendall(caller.recv(9))
    except OSError:
        pass  # it was cut
"""


@pytest.fixture
def echo():
    """A server that sends everything back, by its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        handle = listening.fileno()
        process = subprocess.Popen([sys.executable, "-c", _ECHO, str(handle)], pass_fds=[handle])
        yield listening.getsockname()[1]
        kill(process)


@pytest.fixture
def wire(echo):
    made = Wire(echo)
    yield made
    made.close()


def _said_back(wire: Wire) -> bytes:
    with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as client:
        client.sendall(b"123456789")
        heard = b""
        while len(heard) < 9 and (piece := client.recv(9)):
            heard += piece
        return heard


def test_a_wire_passes_on_what_is_said(wire):
    assert _said_back(wire) == b"123456789"


def test_a_wire_that_is_to_break_within_passes_on_no_byte_more(wire):
    wire.cut_after(4)

    with pytest.raises(ConnectionError):
        _said_back(wire)

    assert _said_back(wire) == b"123456789"


def test_a_wire_notes_when_it_really_broke(wire):
    wire.cut()
    nobody_there = list(wire.resets)
    wire.cut_after(4)
    with pytest.raises(ConnectionError):
        _said_back(wire)

    assert nobody_there == []
    assert [at == pytest.approx(time.time(), abs=5) for at in wire.resets] == [True]


def test_a_wire_that_is_down_resets_everybody_until_it_recovers(wire):
    wire.go_down()
    with pytest.raises(ConnectionError):
        _said_back(wire)

    wire.recover()

    assert _said_back(wire) == b"123456789"


def _time_told(clock: WallClock) -> float:
    command = [sys.executable, "-c", "import time; print(time.time())"]
    done = subprocess.run(command, env=clock.environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def test_a_clock_set_back_is_set_back_for_those_who_live_by_it(tmp_path):
    clock = WallClock(tmp_path)
    if not clock.can_move:
        pytest.skip("there is no C compiler here")

    clock.move(-3600)

    assert _time_told(clock) == pytest.approx(time.time() - 3600, abs=30)


def test_a_disk_that_is_full_takes_nothing_until_there_is_room(tmp_path):
    clock = WallClock(tmp_path)
    if not clock.can_move:
        pytest.skip("there is no C compiler here")
    command = [sys.executable, "-c", f"open({str(tmp_path / 'file')!r}, 'wb').write(b'word')"]

    clock.fill_disk(full=True)
    full = subprocess.run(command, env=clock.environment, capture_output=True, text=True, check=False)
    clock.fill_disk(full=False)

    assert "No space left" in full.stderr
    assert subprocess.run(command, env=clock.environment, check=True).returncode == 0
    assert Path(tmp_path / "file").read_bytes() == b"word"
