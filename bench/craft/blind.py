"""The closed test: 150 hard messages by somebody who had not seen the rules; measured, never tuned to."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from amends.craft.listening import Heard, hear
from amends.craft.listening.hearing import by_rules
from amends.craft.listening.scoring import Scores
from bench.craft.baselines import negative, vader
from bench.craft.calibration import brier, plotted
from bench.craft.intervals import wilson
from bench.craft.scores import accuracy, f1, precision_recall
from bench.craft.tables import table

MESSAGES = Path(__file__).with_name("blind.toml")

JUDGED: dict[str, tuple[Callable[[Heard], bool], Callable[[Scores], bool]]] = {
    "complaint": (lambda heard: heard.is_complaint, lambda ruled: ruled.complaint >= 0.5),
    "abuse": (lambda heard: heard.abuse > 0, lambda ruled: ruled.abuse > 0),
    "churn": (lambda heard: heard.churn >= 0.5, lambda ruled: ruled.churn >= 0.5),
    "supervisor": (lambda heard: heard.wants_supervisor >= 0.5, lambda ruled: ruled.supervisor >= 0.5),
    "call": (lambda heard: heard.wants_call >= 0.5, lambda ruled: ruled.call >= 0.5),
    "urgency": (lambda heard: heard.urgency > 0, lambda ruled: ruled.urgency > 0),
}
"""What is judged, by label: as heard, and by the rules alone."""


def run() -> None:
    """Measure by language, then the tone and whether the chance of a complaint is true."""
    told = _messages()
    for language in ("en", "de", "es"):
        mine = [row for row in told if row["language"] == language]
        print(f"  {language}: {len(mine)} messages")
        table(("judged", "yes", "precision", "recall", "F1", "rules' F1"), [_row(name, mine) for name in JUDGED])
        tones = [row["tone"] for row in mine]
        right = [_heard(row).tone for row in mine]
        low, high = wilson(round(accuracy(right, tones) * len(mine)), len(mine))
        ruled = accuracy([_ruled(row).tone for row in mine], tones)
        print(f"  tone: {accuracy(right, tones):.2f} ({low:.2f} to {high:.2f}), rules alone {ruled:.2f}")
    english = [row for row in told if row["language"] == "en"]
    labels = [bool(row["complaint"]) for row in english]
    chances = [_heard(row).complaint for row in english]
    print(
        f"  complaint in English: Brier {brier(chances, labels):.3f};",
        plotted("closed test, complaint", chances, labels),
    )
    for way, tell in (("opinion lexicon", negative), ("VADER", vader)):
        print(f"  {way}: F1 {f1([tell(row['text']) > 0 for row in english], labels):.2f}")


def _row(name: str, mine: list[dict[str, Any]]) -> tuple[object, ...]:
    ours, rules = JUDGED[name]
    labels = [bool(row[name]) for row in mine]
    told = [ours(_heard(row)) for row in mine]
    precision, recall = precision_recall(told, labels)
    ruled = f1([rules(_ruled(row)) for row in mine], labels)
    return name, sum(labels), f"{precision:.2f}", f"{recall:.2f}", f"{f1(told, labels):.2f}", f"{ruled:.2f}"


@cache
def _messages() -> list[dict[str, Any]]:
    return tomllib.loads(MESSAGES.read_text("utf-8"))["message"]


def _heard(row: dict[str, Any]) -> Heard:
    return hear(row["text"], channel=row["channel"])


def _ruled(row: dict[str, Any]) -> Scores:
    return by_rules(row["text"], channel=row["channel"])
