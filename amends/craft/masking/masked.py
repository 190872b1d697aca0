"""Texts with their details taken out, each replaced by a place that can be filled again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from amends.craft.masking.reading import UNFILLED, details
from amends.craft.text import normalise


@dataclass(frozen=True, slots=True)
class Masked:
    """The texts without their details, and what stood in each place: "[name 1]" → "Maria Lopez"."""

    texts: tuple[str, ...]
    places: Mapping[str, str]

    def fill(self, text: str) -> str:
        """Put the details back into a text that came home; a place that was never given stays as it is."""
        return re.sub(UNFILLED, lambda place: self.places.get(place[0], place[0]), text)


def mask_all(texts: Sequence[str], *, names: Iterable[str] = ()) -> Masked:
    """Take the personal details out of texts that belong together, the same one always by the same place.

    `names` are those of the customer and of colleagues. Days, times and amounts stay. What looks like a place of ours
    already is put into one too, so that filling gives back every text as it was (line ends become \\n).
    """
    plain = [normalise(text) for text in texts]
    known = [*names]
    places: dict[str, str] = {}
    by_words: dict[tuple[str, str], str] = {}
    masked = []
    for text in plain:
        pieces, at = [], 0
        for detail in details(text, known):
            words = text[detail.start : detail.end]
            kind = "name" if detail.kind == "gap" else detail.kind
            place = by_words.get((kind, words))
            if place is None:
                place = f"[{kind} {sum(key[0] == kind for key in by_words) + 1}]"
                by_words[kind, words] = place
                places[place] = words
            pieces += [text[at : detail.start], place]
            at = detail.end
        masked.append("".join((*pieces, text[at:])))
    return Masked(tuple(masked), places)
