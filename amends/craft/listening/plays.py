"""The known kinds of conversation (CRAFT.md C4) that a message belongs to, with the words that gave it away."""

from collections.abc import Callable, Iterator, Sequence

from amends.craft.listening.heard import Play, PlayId
from amends.craft.listening.scoring import Scores
from amends.craft.listening.signals import Hit

_LIKELY = 0.5
_TALKS_ON = 450  # words from which on somebody does not stop talking
_ALOUD = 250  # the same for what was said, not written
_INSULT = 2  # the level of abuse from which on it is meant for us

_SIGNS: tuple[tuple[PlayId, Callable[[Hit], float]], ...] = (
    ("retention", lambda hit: hit.rule.gives.churn),
    ("wants_boss", lambda hit: hit.rule.gives.supervisor),
    ("abusive", lambda hit: hit.rule.gives.abuse / _INSULT if "at_us" in hit.rule.marks else 0.0),
    ("stalemate", lambda hit: float("stalemate" in hit.rule.marks)),
)


def plays(text: str, hits: Sequence[Hit], scores: Scores, channel: str) -> tuple[Play, ...]:
    """Name the plays a message calls for, each with the place of its strongest sign."""
    return tuple(sorted(_named(text, hits, scores, channel), key=lambda play: play.start))


def _named(text: str, hits: Sequence[Hit], scores: Scores, channel: str) -> Iterator[Play]:
    likely = {
        "retention": scores.churn >= _LIKELY,
        "wants_boss": scores.supervisor >= _LIKELY,
        "abusive": scores.abuse >= _INSULT,
        "stalemate": scores.complaint >= _LIKELY,
    }
    for name, strength in _SIGNS:
        strongest = max(hits, key=strength, default=None)
        if strongest and likely[name] and strength(strongest) >= _LIKELY:
            yield Play(name, strongest.start, strongest.end)
    if text.count(" ") >= (_ALOUD if channel in {"phone", "voicemail"} else _TALKS_ON):
        yield Play("talks_on", 0, len(text))
