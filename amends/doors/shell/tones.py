"""How a tone is shown: a word with a shape, so that it never hangs on colour alone."""

from dataclasses import dataclass
from typing import Literal

Look = Literal["late", "soon", "calm", "good"]


@dataclass(frozen=True, slots=True)
class Tone:
    """A chip: a shape, its words, and which of the four looks it wears."""

    words: str
    shape: str
    look: Look


_LOOKS: dict[str, tuple[str, Look]] = {
    "angry": ("▲", "late"),
    "disappointed": ("▲", "late"),
    "worried": ("●", "soon"),
    "confused": ("●", "soon"),
    "helpless": ("●", "soon"),
    "calm": ("○", "calm"),
    "relieved": ("✓", "good"),
    "grateful": ("✓", "good"),
}


def tone_of(tone: str, *, before: str = "") -> Tone:
    """Show a tone of the listener; `before` is the tone of the customer's message before, where it differs."""
    shape, look = _LOOKS.get(tone, ("○", "calm"))
    words = f"{before} → {tone}" if before and before != tone else tone
    return Tone(words=words, shape=shape, look=look)
