"""What others say of drafts is counted fairly, and who isn't here is left out."""

import json
import sys
from pathlib import Path

from bench.craft.peer_ways import PEERS, Told, _by_lines
from bench.craft.peers import row
from bench.craft.replied import replies

KNOWN = replies(Path(__file__).with_name("replies"))
ECHO = "import sys\nfor line in sys.stdin: print('{\"alarms\": [' + line.strip() + '], \"ms\": 2.0}')"


def test_who_alarms_at_every_draft_is_right_as_often_as_there_are_faults():
    told = Told([["loud"]] * len(KNOWN), [1.0] * len(KNOWN), 5.0)

    in_bad, in_good, bad, good, share, *_ = row(KNOWN, told)

    assert (in_bad, in_good, bad, good, share) == ("10.0", "10.0", "6/6", "6/6", "0.50")


def test_who_never_alarms_has_no_share():
    told = Told([[]] * len(KNOWN), [1.0] * len(KNOWN), 5.0)

    assert row(KNOWN, told)[2:5] == ("0/6", "0/6", "–")


def test_a_process_is_asked_a_draft_a_line_and_its_start_is_told_from_its_work():
    told = _by_lines([sys.executable, "-c", ECHO], ["one\ntwo", "three"])

    assert told is not None
    assert told.alarms == [["one\ntwo"], ["three"]]
    assert told.times == [2.0, 2.0]
    assert told.start > 0


def test_a_process_that_fails_is_not_here():
    assert _by_lines([sys.executable, "-c", "raise SystemExit(1)"], [json.dumps("one")]) is None


def test_every_peer_says_how_to_get_it():
    assert all(peer.get for peer in PEERS)
