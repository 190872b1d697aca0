"""Rules, findings and trials in words: what the pages about the coach show of what the desk keeps."""

import re
from typing import TYPE_CHECKING, Final

from amends.craft.text import normalise
from amends.doors.office.advice_pages import Change, MetRow, Noted, OftenShown, Piece, RuleRow, Stretch, Trial
from amends.doors.shell.moments import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amends.craft.coach import Finding, Severity
    from amends.desk.advice.models import RuleChange
    from amends.desk.advice.rules import Ground, Tally
    from amends.desk.advice.shelf import Ruled
    from amends.desk.advice.trying import Often
    from amends.doors.office.advice_pages import Became, Loudness
    from amends.doors.shell.viewer import Viewer

COACH: Final = "/office/coach/"
LEVELS: "dict[Severity, tuple[Loudness, str]]" = {
    "error": ("must", "must be mended"),
    "warning": ("better", "could be better"),
    "hint": ("hint", "hint"),
}
GROUNDS: "dict[Ground, str]" = {
    "": "",
    "turned_down": "turned itself down to a hint, because it is mostly dismissed",
    "pinned_on": "a lead keeps it as it is",
    "pinned_hint": "a lead turned it down to a hint",
    "pinned_off": "a lead silenced it",
}
STATES: Final = {"": "left to what becomes of it", "on": "as it is written", "hint": "only a hint", "off": "silent"}
_THIN: Final = "\u202f"
_FILLED_IN: Final = re.compile(r"“?\{\w+\}”?")


def row_of(ruled: "Ruled") -> RuleRow:
    """Return a rule with what became of its findings."""
    known, tally, standing = ruled.known, ruled.tally, ruled.standing
    level, words = LEVELS[known.severity]
    if standing.level == "hint":
        level, words = LEVELS["hint"]
    elif standing.level == "off":
        level, words = "off", "silent"
    elif known.holds:
        words = "holds the mail"
    return RuleRow(
        url=f"{COACH}{known.id}/",
        id=known.id,
        title=title_of(known.why),
        loudness=level,
        words=words,
        ground=_ground(ruled),
        shown=tally.shown,
        became=became_in_words(tally),
        share=share_in_words(tally),
        pieces=_pieces(tally),
    )


def _ground(ruled: "Ruled") -> str:
    if ruled.standing.ground == "turned_down" and ruled.known.severity == "hint":
        return "mostly refused, and only a hint already: perhaps it should be silent"
    return GROUNDS[ruled.standing.ground]


def title_of(why: str) -> str:
    """Return why a rule speaks without what only a finding fills in."""
    said = " ".join(_FILLED_IN.sub("…", why).split())
    return said[:1].upper() + said[1:]


def became_in_words(tally: "Tally") -> str:
    """Return how often a rule found something, and what became of it; what never happened isn't named."""
    parts = {
        "taken": tally.taken,
        "dismissed": tally.dismissed,
        "reported wrong": tally.wrong,
        "sent all the same": tally.kept,
    }
    said = ", ".join(f"{count:,} {name}" for name, count in parts.items() if count)
    return f"Found {tally.shown:,} {'time' if tally.shown == 1 else 'times'}: {said}." if tally.shown else ""


def share_in_words(tally: "Tally") -> str:
    """Return how many of the judged findings were dismissed or wrong, with the bounds of that share."""
    if not tally.judged:
        return ""
    share, part = tally.refused, tally.dismissed + tally.wrong
    bounds = f"{share.low * 100:.0f} to {share.high * 100:.0f}"
    return f"{part:,} of {tally.judged:,} refused: {share.share * 100:.0f}{_THIN}% ({bounds}{_THIN}%)"


def trial_of(text: str, findings: "Sequence[Finding]") -> Trial:
    """Return a text with underlines where something was found; what is missing from all of it is only a note."""
    text = normalise(text)
    stretches: list[Stretch] = []
    at = 0
    for found in findings:
        if found.end <= found.start or found.start < at:
            continue
        stretches += [Stretch(text[at : found.start]), Stretch(text[found.start : found.end], found.why)]
        at = found.end
    stretches.append(Stretch(text[at:]))
    return Trial(text, tuple(each for each in stretches if each.text), _notes(findings))


def often_of(often: "Often") -> OftenShown:
    """Return how often a rule would have been met, in a sentence."""
    rows = tuple(
        MetRow(each.case, f"/cases/{each.case}/", each.customer, each.before, each.words, each.after)
        for each in often.examples
    )
    if not often.replies:
        return OftenShown("No reply has been sent yet, so there is nothing to try it on.", ())
    looked = f"the last {often.looked_at:,} replies" if often.looked_at > 1 else "the last reply"
    times = f"{often.met:,} of {looked}" if often.met else f"None of {looked}"
    rest = f" There was no time for the other {often.replies - often.looked_at:,}."
    return OftenShown(
        f"{times} would have met it.{rest if often.looked_at < often.replies else ''}",
        rows,
    )


def changes_in_words(rows: "Iterable[RuleChange]", viewer: "Viewer") -> tuple[Change, ...]:
    """Return who changed what about a rule."""
    return tuple(_change(row, viewer) for row in rows)


def _change(row: "RuleChange", viewer: "Viewer") -> Change:
    at = moment(row.at, now=viewer.now, zone=viewer.zone)
    if {row.before, row.after} <= set(STATES):
        return Change(row.agent.name, at, f"from {STATES[row.before]} to {STATES[row.after]}")
    words = "wrote it" if not row.before else "took it away" if not row.after else "changed it"
    return Change(row.agent.name, at, words, row.before, row.after)


def _notes(findings: "Sequence[Finding]") -> tuple[Noted, ...]:
    return tuple(dict.fromkeys(Noted(found.why, found.suggestion) for found in findings))


def _pieces(tally: "Tally") -> tuple[Piece, ...]:
    """Return the pieces of a bar; widths are rounded so that they come to the whole."""
    if not tally.shown:
        return ()
    counts: tuple[tuple[Became, int], ...] = (
        ("taken", tally.taken),
        ("dismissed", tally.dismissed),
        ("wrong", tally.wrong),
        ("kept", tally.kept),
    )
    at, done, pieces = 0, 0, []
    for kind, count in counts:
        done += count
        end = round(1000 * done / tally.shown)
        if end > at:
            pieces.append(Piece(kind, at, end - at))
        at = end
    return tuple(pieces)
