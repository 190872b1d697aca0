"""Every text colour stands out from every ground it is written on, in light and dark.

WCAG 2.2 asks for 4.5 to 1 for words (1.4.3) and 3 to 1 for the edges of fields (1.4.11).
"""

import math
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static/shell/css/tokens.css").read_text(encoding="utf-8")
COLOUR = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
GROUNDS = ("paper", "card", "sunk")
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent", "accent-deep", "late", "soon", "coach") for ground in GROUNDS),
    *((ink, ground) for ink in ("ink", "soft") for ground in ("note", "ours", "accent-soft")),
    ("ink", "heard"),
    *((ink, ground) for ink in ("ink", "accent") for ground in ("late-soft", "soon-soft", "coach-soft")),
    ("late", "late-soft"),
    ("soon", "soon-soft"),
    ("soon", "note"),
    ("coach", "coach-soft"),
    ("accent", "accent-soft"),
    ("accent", "ours"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("ink", "face"),
]


def _light(lightness: float, chroma: float, hue: float) -> float:
    """Return the relative luminance of an oklch colour (Ottosson's matrices, WCAG's weights)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(max(part, 0.0), 1.0) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colours(theme: int) -> dict[str, float]:
    found = re.findall(rf"--([\w-]+): light-dark\({COLOUR}, {COLOUR}\);", TOKENS)
    start = 1 + 3 * theme
    return {row[0]: _light(float(row[start]) / 100, float(row[start + 1]), float(row[start + 2])) for row in found}


def _contrast(one: float, other: float) -> float:
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(theme: int) -> None:
    colours = _colours(theme)

    weak = {
        f"{ink} on {ground}": round(_contrast(colours[ink], colours[ground]), 2)
        for ink, ground in PAIRS
        if _contrast(colours[ink], colours[ground]) < 4.5
    }

    assert not weak


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_of_fields_and_the_focus_stand_out(theme: int) -> None:
    colours = _colours(theme)

    weak = {
        f"{line} on {ground}"
        for line in ("edge", "accent")
        for ground in ("paper", "card")
        if _contrast(colours[line], colours[ground]) < 3
    }

    assert not weak
