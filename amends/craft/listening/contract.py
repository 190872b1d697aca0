"""What was heard, in the keys that `amends listen` prints and promises to keep."""

from dataclasses import asdict

from amends.craft.listening.heard import Heard

_KEYS = (
    "tone",
    "emotions",
    "complaint",
    "severity",
    "urgency",
    "churn",
    "abuse",
    "wants_supervisor",
    "wants_call",
    "questions",
    "requests",
    "wants",
    "facts",
    "tried",
    "plays",
    "language",
    "wants_human",
    "groups",
    "evidence",
    "course",
)


def as_json(heard: Heard) -> dict[str, object]:
    """Give what was heard as plain values, ready to be written as JSON."""
    told = asdict(heard)
    for key in ("questions", "requests", "wants", "tried"):
        told[key] = [{"text": span.text, "start": span.start, "end": span.end} for span in getattr(heard, key)]
    return {key: list(told[key]) if isinstance(told[key], tuple) else told[key] for key in _KEYS}
