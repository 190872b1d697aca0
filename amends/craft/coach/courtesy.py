"""How polite a draft sounds."""

from amends.craft.coach.reading import Draft


def politeness_of(draft: Draft) -> float | None:
    """Give the politeness of `draft`."""
    return None
