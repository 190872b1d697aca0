"""From signs to judgements: few weights, learnt where readers had said what is so, that join rules and models."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Final

from amends.craft.listening.heard import IS_COMPLAINT, Emotions, Groups, Tone
from amends.craft.listening.scoring import TONES, Scores
from amends.craft.listening.signs import Signs
from amends.craft.models import part, raw
from amends.craft.models.linear import Linear

_STEEP: Final = 20.0  # log-odds beyond which a chance is 0 or 1
_FAINT: Final = 0.15  # no emotion fainter than this gives the tone
_PLAIN: Final = 0.5  # threshold of an emotion that no readers' labels prove
_FLOORS: Final = {"churn": "rules.churn", "handoff": "rules.supervisor"}
_GROUPS: Final = tuple(field.name for field in fields(Groups))


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one judgement follows from signs: the log-odds are `offset` and each sign times its weight.

    From `threshold` on it holds. `calibrated` says whether readers' labels prove the chance.
    """

    name: str
    inputs: tuple[tuple[str, float], ...]
    offset: float
    threshold: float
    calibrated: bool = True

    def log_odds(self, found: Signs) -> float:
        """Give the log-odds of the judgement."""
        return self.offset + sum(weight * found.values[name] for name, weight in self.inputs)

    def chance(self, found: Signs) -> float:
        """Give the chance of the judgement, to three digits."""
        return _chance(self.log_odds(found))


def models() -> tuple[Linear, ...]:
    """Give the models that are packaged for English."""
    return (part("listening"),)


@cache
def weighings() -> dict[str, Weighing]:
    """Give the weighings that are packaged, by name."""
    return {
        row["name"]: Weighing(**{**row, "inputs": tuple(map(tuple, row["inputs"]))})
        for row in raw("weighing").about["judgements"]
    }


def judge(ruled: Scores, found: Signs, *, thanks: bool) -> Scores:
    """Join what the rules made of a message with what the models read in it; `thanks` says that it does nothing else.

    Thanks beside other things are courtesy more often than not, so the joint chance of gratitude is small.
    """
    known = weighings()
    complaint = known["complaint"].chance(found)
    felt = feelings(found, known)
    if thanks:
        felt = replace(felt, gratitude=max(felt.gratitude, ruled.emotions.gratitude), neutral=ruled.emotions.neutral)
    return replace(
        ruled,
        complaint=complaint,
        severity=max(1, ruled.severity) if complaint >= IS_COMPLAINT else 0,
        abuse=_abuse(ruled.abuse, known["abuse"], found),
        churn=at_least_the_rules(known["churn"], found),
        human=at_least_the_rules(known["handoff"], found),
        emotions=felt,
        tone=tone_of(felt, known),
        groups=Groups(**{name: _chance(found.values[f"group.{name}.most"]) for name in _GROUPS}),
    )


def at_least_the_rules(weighing: Weighing, found: Signs) -> float:
    """Give the joint chance, or what the rules alone say where that is more: few texts taught these judgements."""
    return max(
        weighing.chance(found), round(found.values[_FLOORS[weighing.name]], 3) if weighing.name in _FLOORS else 0.0
    )


def judge_leaving(ruled: Scores, found: Signs) -> Scores:
    """Join only whether the customer leaves: all that the models learnt in German."""
    return replace(ruled, churn=at_least_the_rules(weighings()["churn"], found))


def feelings(found: Signs, known: Mapping[str, Weighing]) -> Emotions:
    """Give the emotions: where readers' labels proved it the joint chance, else what the rules say."""
    told = {name: known[name].chance(found) if name in known else found.values[f"rules.{name}"] for name in TONES}
    told["sadness"] = round(1 - (1 - told["sadness"]) * (1 - _chance(found.values["ours.sadness.most"])), 3)
    return Emotions(**told, neutral=round(1 - max(told.values()), 3))


def tone_of(felt: Emotions, known: Mapping[str, Weighing]) -> Tone:
    """Give the tone: the strongest of the emotions that are beyond their thresholds."""
    beyond = {
        name: strength
        for name in TONES
        if (strength := getattr(felt, name)) >= max(_FAINT, known[name].threshold if name in known else _PLAIN)
    }
    return TONES[max(beyond, key=beyond.__getitem__)] if beyond else "calm"


def _abuse(level: int, weighing: Weighing, found: Signs) -> int:
    """Give the level of abuse: the rules know levels, the models only know whether."""
    if weighing.chance(found) < weighing.threshold:
        return level if level > 1 else 0
    return max(level, 1)


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, odds)))), 3)
