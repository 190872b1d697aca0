"""What rules and models read in a message, as numbers by name, before anything is judged."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from amends.craft.listening.heard import IS_COMPLAINT, Emotions
from amends.craft.listening.scoring import Scores
from amends.craft.models import Linear, Reading
from amends.craft.text import Span

_READ = 8_000  # code points that models look at: a letter has fewer, and a log must not take all day
ABOVE = -1  # where a subject begins: it has no place in the text
_SENTENCES = 150  # and no more sentences than these
_SURE = 0.993  # of a chance: what rules say beyond it makes no difference any more
_NAMES = tuple(field.name for field in fields(Emotions) if field.name != "neutral")


@dataclass(frozen=True, slots=True)
class Signs:
    """Numbers by name: "rules.churn" is what the rules found, "churn.most" the log-odds of the likeliest sentence,
    "churn.whole" those of the message. `strongest` has the reading of that likeliest sentence, and where it begins;
    `readings` are those of all sentences by the last model.
    """

    values: Mapping[str, float]
    strongest: Mapping[str, tuple[int, Reading]] = field(default_factory=dict)
    readings: Sequence[Reading] = ()


def signs(spans: Sequence[Span], ruled: Scores, models: Sequence[Linear]) -> Signs:
    """Read a message, sentence by sentence; `ruled` is what the rules made of it."""
    values = _ruled(ruled)
    strongest: dict[str, tuple[int, Reading]] = {}
    readings: list[Reading] = []
    read = [span for span in spans if span.start < _READ][:_SENTENCES] or [Span(0, 0, "")]
    for model in models:
        readings = [model.read(span.text) for span in read]
        odds = [reading.logits() for reading in readings]
        root = math.sqrt(sum(reading.length for reading in readings))
        sums = tuple(map(sum, zip(*(reading.sums for reading in readings), strict=True)))
        for at, head in enumerate(model.heads):
            column = [row[at] for row in odds]
            best = column.index(max(column))
            strongest[head.name] = (read[best].start, readings[best])
            values[f"{head.name}.most"] = odds[best][at]
            values[f"{head.name}.whole"] = head.slope * sums[at] / root + head.offset
    return Signs(values, strongest, readings)


def log_odds(chance: float) -> float:
    """Give the log-odds of a chance, within bounds."""
    within = min(_SURE, max(1 - _SURE, chance))
    return math.log(within / (1 - within))


def _ruled(ruled: Scores) -> dict[str, float]:
    values = {f"rules.{name}": float(getattr(ruled.emotions, name)) for name in _NAMES}
    values["rules.complaint"] = log_odds(ruled.complaint)
    values["rules.complaint.told"] = float(ruled.complaint >= IS_COMPLAINT)
    values |= {"rules.abuse": float(min(1, ruled.abuse)), "rules.abuse.level": float(ruled.abuse)}
    values |= {"rules.churn": ruled.churn, "rules.supervisor": ruled.supervisor, "rules.call": ruled.call}
    return values
