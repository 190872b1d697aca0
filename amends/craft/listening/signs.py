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
    readings: list[tuple[int, Reading]] = []
    strongest: dict[str, tuple[int, Reading]] = {}
    read = [span for span in spans if span.start < _READ]
    for model in models:
        readings = [(span.start, model.read(span.text)) for span in read] or [(0, model.read(""))]
        length = sum(reading.length for _, reading in readings)
        for at, head in enumerate(model.heads):
            place, best = max(readings, key=lambda pair: pair[1].logit(head.name))
            strongest[head.name] = (place, best)
            values[f"{head.name}.most"] = best.logit(head.name)
            total = sum(reading.sums[at] for _, reading in readings)
            values[f"{head.name}.whole"] = head.slope * total / math.sqrt(length) + head.offset
    return Signs(values, strongest, [reading for _, reading in readings])


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
