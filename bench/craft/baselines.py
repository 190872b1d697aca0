"""Plain ways to hear a feeling: word lists, and VADER where training's requirements are installed."""

from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from amends.craft.text import words
from bench.mails import DATA

CURSES = frozenset(
    """arse ass asshole bastard bitch bloody bullshit crap cunt damn dick dumb fuck fucking fucked hell idiot idiots
    jerk loser moron pathetic piss pissed prick shit shitty slut stupid suck sucks twat useless whore""".split()
)
LEAVING = frozenset(
    "cancel cancelling leave leaving switch switching terminate quit kündigen kündige wechseln wechsle".split()
)
HUMANS = frozenset("human person agent operator representative advisor somebody someone real live".split())
ASKING = frozenset("please can could would send let need want call meet".split())


def vader(text: str) -> float:
    """Give 1 where VADER finds the text more bad than good (C. Hutto and E. Gilbert, 2014), by its own border."""
    return float(_vader().polarity_scores(text)["compound"] <= -0.05)


def negative(text: str) -> float:
    """Give 1 where more words of a text stand in the opinion lexicon's bad list than in its good one."""
    bad, good = _opinions()
    said = words(text)
    return float(sum(word in bad for word in said) > sum(word in good for word in said))


def listed(names: frozenset[str], text: str) -> float:
    """Give 1 where a text has a word of a list."""
    return float(not names.isdisjoint(words(text)))


@cache
def _vader() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


@cache
def _opinions() -> tuple[frozenset[str], frozenset[str]]:
    bad, good = (
        frozenset((DATA / f"opinion_lexicon/{tone}-words.txt").read_text("utf-8").split())
        for tone in ("negative", "positive")
    )
    return bad, good
