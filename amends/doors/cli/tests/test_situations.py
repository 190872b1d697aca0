"""Situations are ranked for a text by the desk's own policies, or by those that come with amends."""

import json
from datetime import UTC, datetime

import pytest

from amends.desk.policies.playbook import name_situation, starters, take_in
from amends.desk.policies.recognising import learn
from amends.doors.cli.commands.schema import SCHEMAS
from amends.doors.cli.tests.conftest import run_process
from amends.doors.cli.tests.schema_check import faults

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
BROKEN = "The parcel was crushed and the glass inside is cracked."


def _scores(answer):
    return [one["score"] for one in answer]


@pytest.mark.django_db
def test_without_policies_those_that_come_with_amends_are_ranked(amends):
    [answer] = amends("situations", "--json", stdin=BROKEN).answers

    assert (answer[0]["situation"], answer[0]["policy"]) == ("arrived-damaged", "arrived-damaged")
    assert _scores(answer) == sorted(_scores(answer), reverse=True)
    assert faults(answer, json.loads((SCHEMAS / "situations.json").read_text(encoding="utf-8"))) == []


@pytest.mark.django_db
def test_with_policies_of_its_own_a_desk_ranks_those_only(amends):
    take_in({"price-rise.md": starters()["price-rise.md"]}, None, now=NOW)

    [answer] = amends("situations", "--json", stdin=f"{BROKEN} And why did the price go up?").answers

    assert {one["situation"] for one in answer} == {"price-rise"}


@pytest.mark.django_db
def test_a_situation_without_a_policy_is_a_gap(amends):
    take_in({"late-delivery.md": starters()["late-delivery.md"]}, None, now=NOW)
    learn("K7Q4", "The driver was rude to my mother.", name_situation("Rude driver"), now=NOW)

    [answer] = amends("situations", "--json", stdin="Your driver was rude to me.").answers

    assert (answer[0]["situation"], answer[0]["policy"]) == ("rude-driver", None)


@pytest.mark.django_db
def test_a_batch_is_answered_line_for_line(amends):
    lines = [{"text": BROKEN}, {"text": "You charged me twice.", "earlier": ["Hello."]}, {"txt": "x"}, {"text": ""}]

    ended = amends("situations", "--jsonl", stdin="\n".join(json.dumps(line) for line in lines))

    assert ended.code == 1
    assert [answer[0]["situation"] for answer in ended.answers[:2]] == ["arrived-damaged", "billed-in-error"]
    assert ended.answers[2:] == [{"error": "line 3: 'text' is missing"}, []]


@pytest.mark.django_db
def test_in_words_it_is_a_line_each(amends):
    assert amends("situations", "--limit", "1", stdin=BROKEN).out.endswith("  arrived-damaged  (arrived-damaged)\n")
    assert amends("situations", stdin="").out == "nothing that any policy speaks of\n"


@pytest.mark.django_db
@pytest.mark.parametrize("limit", ["0", "-1", "1000", "many"])
def test_a_limit_that_is_none_is_misuse(amends, limit):
    assert amends("situations", "--limit", limit, stdin=BROKEN).code == 2


@pytest.mark.django_db
def test_bytes_that_are_no_text_are_answered_all_the_same(amends):
    assert amends("situations", "--json", stdin=b"\xff\x00\xfe glass cracked").code == 0


@pytest.mark.servers
def test_a_fresh_home_ranks(tmp_path):
    ended = run_process("situations", "--json", home=tmp_path, stdin=BROKEN)

    assert (ended.code, ended.err) == (0, "")
    assert ended.answers[0][0]["policy"] == "arrived-damaged"
