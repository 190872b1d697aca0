"""Clues in a reply to a customer: there an answer may share no word with the question, and take its turn instead."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from amends.craft.coach.asking import Question
from amends.craft.coach.clues import Clues, Said, compare, shape_clues
from amends.craft.coach.fitting import ANSWERED, cover, fit, misfits
from amends.craft.coach.matter import Words

_TOGETHER: Final = frozenset(
    "yes no time past amount number link steps next_step explanation reason promise did offer refusal person place"
    " named".split()
)
_GROUPS: Final = {
    **dict.fromkeys(("when", "how_long", "status"), "time"),
    **dict.fromkeys(("how_much", "how_many"), "figure"),
    **dict.fromkeys(("how", "next", "other"), "help"),
    **dict.fromkeys(("who", "where", "which"), "thing"),
}
"""Kinds of question that call for alike signs."""
_COMPARED: Final = ("rules",)
_RIVALS: Final = ("rules", "cover")


def in_reply(questions: Sequence[Question], said: Sequence[Said]) -> list[list[Clues]]:
    """Give for each question the clues of each sentence of a reply, beside the other questions and sentences."""
    found = [_about(question, said) for question in questions]
    for clues in found:
        compare(clues, _COMPARED)
    for at in range(len(said)):
        _contend([clues[at] for clues in found])
    _take_turns(found, said)
    return found


def _about(question: Question, said: Sequence[Said]) -> list[Clues]:
    asked = Words.of(question.text)
    found: list[Clues] = []
    for at, one in enumerate(said):
        share = len(asked.content & one.words.content) / max(1, len(asked.content))
        clues = dict(_alone(question, one))
        clues["share"] = share
        clues["dwells"] = len(asked.content & one.words.content) / max(1, len(one.words.content))
        clues["cover"] = cover(question, one.sentence)
        clues["rules"] = fit(question, one.sentence, before=said[at - 1].sentence if at else None)
        holds = clues["rules"] >= ANSWERED or (question.kind == "whether" and "short_yes_or_no" in one.marks)
        clues["holds"] = float(holds)
        clues[f"{_group(question)}:{'holds' if holds else 'fails'}"] = 1.0
        clues["over"] = float(question.ahead and "over" in one.sentence.signs and "ahead" not in one.sentence.signs)
        clues["misfits"] = float(misfits(question, one.sentence))
        clues.update(shape_clues(question, one, share))
        found.append(clues)
    return found


def _alone(question: Question, said: Said) -> Iterator[tuple[str, float]]:
    """Yield what the sentence is, and what this means for such a question."""
    group = _group(question)
    yield "long", math.log(1 + said.words.said)
    yield "brief", float(said.brief)
    yield "asks", float(said.sentence.asks)
    yield "evades", float(said.evades)
    yield "tells", float(said.tells)
    yield "vague", float(question.vague)
    for mark in said.marks:
        yield mark, 1.0
        yield f"{group}:{mark}", 1.0
    for sign in _TOGETHER & said.sentence.signs:
        yield f"{group}:{sign}", 1.0


def _group(question: Question) -> str:
    return _GROUPS.get(question.kind, question.kind)


def _contend(clues: Sequence[Clues]) -> None:
    """Set a sentence's worth for each question beside its worth for the others."""
    for name in _RIVALS:
        column = [clue[name] for clue in clues]
        for at, clue in enumerate(clues):
            rival = max((value for place, value in enumerate(column) if place != at), default=column[at])
            clue[f"{name}_rival"] = rival - column[at]


def _take_turns(found: Sequence[Sequence[Clues]], said: Sequence[Said]) -> None:
    """People answer in the order they were asked: tell how far each telling sentence is from its turn."""
    telling = {place: turn for turn, place in enumerate(place for place, one in enumerate(said) if one.tells)}
    for at, clues in enumerate(found):
        due = (at + 0.5) / len(found)
        for place, clue in enumerate(clues):
            if place in telling and len(found) > 1:
                clue["out_of_turn"] = abs((telling[place] + 0.5) / len(telling) - due)
            clue["enough"] = min(1.0, len(telling) / len(found))
            clue["several"] = float(len(found) > 1)
            clue["alone_fails"] = float(len(found) == 1 and not clue["holds"])
            clue["alone_over"] = float(len(found) == 1 and bool(clue["over"]))
            clue["alone_misfits"] = float(len(found) == 1 and bool(clue["misfits"]))
