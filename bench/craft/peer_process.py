"""Has VADER or proselint read drafts, by itself and without amends: a JSON string a line in, alarms and times out."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable

NEGATIVE = -0.05
"""From this compound score down a text is negative, as VADER's authors have it."""


def vader() -> Callable[[str], Iterable[str]]:
    """Give an alarm where the whole draft is negative."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    score = SentimentIntensityAnalyzer().polarity_scores
    return lambda text: ["negative"] if score(text)["compound"] <= NEGATIVE else []


def vader_by_sentence() -> Callable[[str], Iterable[str]]:
    """Give an alarm for every sentence that is negative, as it was made for short texts."""
    whole = vader()
    return lambda text: [alarm for sentence in re.split(r"(?<=[.!?])\s+|\n{2,}", text) for alarm in whole(sentence)]


def proselint() -> Callable[[str], Iterable[str]]:
    """Give the checks that proselint alarms by, all that it has switched on."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda text: [found.check_result.check_path for found in LintFile("draft", text).lint()]


PEERS = {"vader": vader, "vader-by-sentence": vader_by_sentence, "proselint": proselint}


def main(name: str) -> None:
    """Answer each draft that comes in with a line."""
    alarms = PEERS[name]()
    for line in sys.stdin:
        text = json.loads(line)
        began = time.perf_counter()
        found = list(alarms(text))
        print(json.dumps({"alarms": found, "ms": 1000 * (time.perf_counter() - began)}))


if __name__ == "__main__":
    main(sys.argv[1])
