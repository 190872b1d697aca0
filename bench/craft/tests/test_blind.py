"""The closed test of listening: as it was sealed, and with labels that its texts bear out."""

import tomllib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from amends.craft.listening.heard import FactKind, Tone

ROOM = Path(__file__).parents[1]
SEALED = ROOM / "blind.toml"
MESSAGES: list[dict[str, Any]] = tomllib.loads(SEALED.read_text("utf-8"))["message"]
SCALES = {"severity": 4, "urgency": 3, "abuse": 3}
YES_OR_NO = ("complaint", "churn", "at_agent", "supervisor", "call", "asks")


def test_the_closed_test_is_as_it_was_sealed():
    told = (ROOM / "labels" / "README.md").read_text("utf-8")

    assert f"`{sha256(SEALED.read_bytes()).hexdigest()}`" in told


def test_it_speaks_three_languages_and_says_nothing_twice():
    assert Counter(message["language"] for message in MESSAGES) == {"en": 110, "de": 25, "es": 15}
    assert len({message["text"] for message in MESSAGES}) == len(MESSAGES)


def test_its_labels_are_on_their_scales():
    for message in MESSAGES:
        assert message["tone"] in get_args(Tone)
        assert all(0 <= message[name] <= top for name, top in SCALES.items()), message
        assert all(message[name] in {0, 1} for name in YES_OR_NO), message


def test_what_it_expects_stands_in_its_texts():
    for message in MESSAGES:
        text = message["text"]
        asked = [text.find(question) for question in message["questions"]]
        assert -1 not in asked, text
        assert asked == sorted(asked), text
        assert message["want"] in text
        assert all(request in text for request in message["requests"]), text
        assert all(fact["kind"] in get_args(FactKind) and fact["value"] in text for fact in message["facts"]), text


def test_its_labels_do_not_contradict_each_other():
    for message in MESSAGES:
        assert message["asks"] or not (message["questions"] or message["requests"]), message["text"]
        assert message["severity"] or not message["complaint"], message["text"]
        assert message["abuse"] or not message["at_agent"], message["text"]
