"""The course of a customer's tone over a case."""

from collections.abc import Sequence
from typing import Final, Literal

from amends.craft.listening.heard import Course, Heard, Tone
from amends.craft.listening.scoring import Scores

_HEAT: Final[dict[Tone, int]] = {
    "grateful": 0,
    "relieved": 0,
    "calm": 1,
    "confused": 2,
    "worried": 3,
    "disappointed": 3,
    "helpless": 4,
    "angry": 5,
}


def course(earlier: Sequence[Heard], now: Scores) -> Course:
    """Tell how the tone went from the earlier messages, oldest first, to this one."""
    if not earlier:
        return Course((now.tone,))
    return Course((*(heard.tone for heard in earlier), now.tone), _trend(earlier[-1].tone, now.tone))


def _trend(before: Tone, now: Tone) -> Literal["rises", "falls", "steady"]:
    if _HEAT[now] == _HEAT[before]:
        return "steady"
    return "rises" if _HEAT[now] > _HEAT[before] else "falls"
