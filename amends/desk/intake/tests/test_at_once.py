"""Any number of processes take in mail at once: one customer a sender, one case a conversation, nothing lost."""

import base64
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest
from django.db import connection

from amends.desk.cases.models import Case, Message
from amends.desk.intake.models import Arrival
from amends.desk.intake.tests.post import letter
from amends.desk.people.models import Address, Customer

ROUNDS = 8
PROCESSES = 3

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


class Takers:
    """Processes that take in mail at the same moment."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "amends.desk.intake.tests.arriving", str(connection.settings_dict["NAME"])]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "amends.config.settings"}
        pipe = subprocess.PIPE
        self._running = [
            subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) for _ in range(PROCESSES)
        ]
        for process in self._running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"

    def take(self, *piles: Sequence[bytes]) -> None:
        """Let each process take in its pile, all at once."""
        for process, pile in zip(self._running, piles, strict=True):
            assert process.stdin is not None
            process.stdin.write(json.dumps([base64.b64encode(raw).decode() for raw in pile]) + "\n")
        for process in self._running:
            assert process.stdin is not None
            process.stdin.flush()
        for process in self._running:
            assert process.stdout is not None
            assert process.stdout.readline(), "a process that takes in mail died"

    def stop(self) -> None:
        """End them."""
        for process in self._running:
            process.communicate(timeout=30)


@pytest.fixture(scope="module")
def takers(django_db_setup: None) -> Iterator[Takers]:
    made = Takers()
    yield made
    made.stop()


def homes() -> set[int]:
    return {message.case.survivor().pk for message in Message.objects.select_related("case__merged_into")}


def test_two_answers_and_what_they_answer_are_one_case_whoever_takes_in_which(takers):
    for turn in range(ROUNDS):
        ada, bob = f"ada{turn}@example.com", f"bob{turn}@example.net"
        first = letter(f"{turn}.lamp", who=ada)
        one = letter(f"{turn}.one", answers=(f"{turn}.lamp",), who=bob)
        two = letter(f"{turn}.two", "And when?", answers=(f"{turn}.lamp", f"{turn}.one"), who=ada)
        takers.take([first], [one], [two])

    assert Message.objects.count() == 3 * ROUNDS
    assert len(homes()) == ROUNDS
    assert Case.objects.surviving().filter(customer__addresses__value__startswith="ada").count() == ROUNDS


def test_mails_that_name_each_others_ancestors_make_no_process_wait_for_ever(takers):
    names = [f"{turn}" for turn in range(ROUNDS)]
    chance = random.Random(5)
    piles = []
    for process in range(PROCESSES):
        order = chance.sample(names, len(names))
        piles.append([letter(f"{process}.{name}", f"{process} {name}?", answers=(*order,)) for name in names])

    takers.take(*piles)

    assert Message.objects.count() == PROCESSES * ROUNDS
    assert len(homes()) == 1


def test_a_new_sender_and_the_same_bytes_at_the_same_moment_are_one_customer_and_one_message(takers):
    for turn in range(ROUNDS):
        same = letter(f"{turn}.lamp", who=f"new{turn}@example.net")
        takers.take([same], [same], [letter(f"{turn}.chair", "And my chair?", who=f"new{turn}@example.net")])

    assert (Address.objects.count(), Customer.objects.count()) == (ROUNDS, ROUNDS)
    assert Message.objects.count() == 2 * ROUNDS
    assert Arrival.objects.filter(same_as=None).count() == 2 * ROUNDS
