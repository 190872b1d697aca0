"""Replies are read as they were labelled, and a finding is right only where a reader found the same."""

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from amends.craft.coach import Review
from bench.craft.replied import HERE, Read, Reply, defined, is_as_sealed, replies, severities
from bench.craft.replies import by_writer
from bench.craft.tallies import ENOUGH, SAME, Tally, missed_in, renamed, tally, wrong_in
from bench.craft.ticks import asked_in, heard_beside

DEV = Path(__file__).with_name("replies")


def _read(
    *rules: str, faults: Iterable[str] = (), answers: Iterable[SimpleNamespace] = (), **asked: tuple[str, ...]
) -> Read:
    """Return a reply with `faults`, of which the coach says `rules`."""
    reply = Reply(
        id="1",
        writer="dev",
        message="",
        draft="It comes on Friday.",
        stage="first",
        channel="email",
        faults=frozenset(faults),
        open_questions=asked.get("still_open", ()),
        answered_questions=asked.get("answered", ()),
    )
    findings = tuple(SimpleNamespace(rule=rule) for rule in rules)
    return Read(reply, Review(findings, (), 0.5, tuple(answers), "look", "en"))


def test_the_replies_of_a_folder_are_read_with_what_a_reader_found():
    known = replies(DEV)

    assert len(known) == 12
    assert {reply.writer for reply in known} == {"dev"}
    assert sum(reply.is_good for reply in known) == 6


def test_the_sealed_replies_are_the_ones_that_were_sealed_and_four_hundred():
    if not (known := replies(HERE)):
        pytest.skip("the sealed replies are not here yet")

    assert is_as_sealed(HERE)
    assert len({(reply.writer, reply.id) for reply in known}) == len(known) == 400


def test_a_label_that_nobody_defined_is_refused_with_its_place(tmp_path):
    line = (DEV / "dev.jsonl").read_text("utf-8").splitlines()[1].replace("apology.any", "apology.none")
    (tmp_path / "a.jsonl").write_text(line, "utf-8")

    with pytest.raises(ValueError, match=r"a\.jsonl:1: .*apology\.none"):
        replies(tmp_path)


def test_a_changed_file_is_not_as_sealed(tmp_path):
    (tmp_path / "a.jsonl").write_text("", "utf-8")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  a.jsonl\n", "utf-8")

    assert not is_as_sealed(tmp_path)


def test_every_rule_that_replies_are_labelled_for_is_read_off_its_page():
    page = (HERE / "FAULTS.md").read_text("utf-8")

    assert len(defined()) == sum(line.startswith("- ") for line in page.splitlines())
    assert set().union(*SAME) <= set(defined()) <= set(severities())


def test_a_rule_counts_once_a_reply_and_only_by_its_own_name():
    reads = [
        _read("no.bare", "no.bare", faults=["no.bare"]),
        _read("no.bare", faults=["policy.no"]),
        _read("no.bare"),
        _read(faults=["no.bare"]),
    ]

    assert tally(reads, "no.bare") == Tally(labelled=2, fired=3, right=1, other=1)
    assert tally(reads, "no.bare").wrong == 1


def test_a_fault_missed_excuses_one_finding_and_one_found_excuses_none():
    faults = frozenset({"promise.vague"})

    assert renamed(frozenset({"promise.hedged", "promise.undated"}), faults) == {"promise.hedged": "promise.vague"}
    assert renamed(frozenset({"promise.vague", "promise.undated"}), faults) == {}


def test_rules_that_policy_no_stands_for_do_not_stand_for_each_other():
    assert renamed(frozenset({"no.bare"}), frozenset({"policy.says"})) == {}


def test_what_is_said_by_another_name_is_neither_wrong_nor_missed():
    one = _read("missing.name", "shouting", faults=["name.wrong", "blame.you"])

    assert wrong_in(one) == {"shouting"}
    assert missed_in(one) == {"blame.you"}


def test_a_share_of_too_few_is_no_figure():
    assert Tally(ENOUGH - 1, ENOUGH - 1, 3).precision is None
    assert Tally(ENOUGH, ENOUGH, 5).precision == 0.25
    assert Tally(ENOUGH - 1, ENOUGH, 5).recall is None


def test_each_question_is_told_once_and_by_its_words():
    when = SimpleNamespace(text="when will it come", answered=True)
    what = SimpleNamespace(text="And what about my money?", answered=False)
    one = _read(answers=[when, what], answered=("When will it come?",), still_open=("Who pays?", "what about my money"))

    came, pays, money = asked_in(one)

    assert (came.found, pays.found, money.found) == (when, None, what)
    assert (came.is_right, pays.is_right, money.is_right) == (True, False, True)
    assert heard_beside([one]) == 0


def test_the_writers_come_one_by_one_and_then_together():
    assert [name for name, _ in by_writer([_read()])] == ["dev"]
