"""What a case may be about, told from the customer's words and from what is being typed; nothing is written here."""

from typing import TYPE_CHECKING

from amends.desk.offers.choosing import situations, words_of
from amends.desk.policies.recognising import rank
from amends.doors.workbench.offer_page import Likely, SituationShown
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.showing.words import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.craft.situations import Ranked
    from amends.doors.workbench.showing.file import CaseFile

FEW = 3
FITS, FITS_WELL = 0.25, 0.6
BESIDE = 0.4
"""A situation stands beside the first one only if its chance is at least this part of it."""
MOST_TYPED = 4000


def situation_of(file: "CaseFile") -> SituationShown:
    """Return what the case is about, or what it may be."""
    decided = file.case.situation
    known = situations()
    return SituationShown(
        decided=decided.name if decided else "",
        likely=() if decided else likely_of(file, names={row.slug: row.name for row in known}),
        choices=tuple(Choice(row.slug, row.name, chosen=row == decided) for row in known),
        is_gap=decided is not None and not file.offered,
    )


def likely_of(file: "CaseFile", typed: str = "", *, names: "Mapping[str, str] | None" = None) -> tuple[Likely, ...]:
    """Return the likeliest situations; what is being typed speaks first, what they wrote counts for less then."""
    said = words_of(file.case, file.messages)
    text, earlier = (typed[-MOST_TYPED:], said) if typed.strip() else (said, "")
    if names is None:
        names = {row.slug: row.name for row in situations()}
    ranked = rank(text, earlier=earlier, now=file.viewer.now, limit=FEW)
    least = ranked[0].score * BESIDE if ranked else 0.0
    return tuple(_likely(found, str(key), names) for key, found in enumerate(ranked, 1) if found.score >= least)


def _likely(found: "Ranked", key: str, names: "Mapping[str, str]") -> Likely:
    chance = "likely" if found.score >= FITS_WELL else "perhaps" if found.score >= FITS else "a guess"
    name = names.get(found.situation, found.situation.replace("-", " ").capitalize())
    because = shortened(found.evidence[0].text, 60) if found.evidence else ""
    return Likely(slug=found.situation, name=name, chance=chance, because=because, key=key)
