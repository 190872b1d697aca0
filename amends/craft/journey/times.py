"""How soon what is owed is due: the default journey, and what a desk changed of it."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from amends.craft.refusal import Malformed

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 366 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Times:
    """The times of the journey (DESIGN §5). Names say the unit; minutes and seconds are working time.

    `…_days` count the close of the n-th working day after; `…_elapsed_hours` run through nights and weekends.
    """

    acknowledge_minutes: int = 60
    acknowledge_chat_seconds: int = 30
    answer_minutes: int = 240
    answer_hot_minutes: int = 120
    offer_days: int = 1
    circle_back_days: int = 2
    update_days: int = 1
    silence_days: int = 5
    call_back_minutes: int = 60
    own_up_minutes: int = 60
    approve_minutes: int = 60
    escalate_minutes: int = 60
    hand_over_minutes: int = 480
    follow_up_after_elapsed_hours: int = 24
    follow_up_by_elapsed_hours: int = 72
    follow_up_again_days: int = 1
    reopen_elapsed_days: int = 14
    nudges: int = 2
    tries: int = 2
    chase_backup_minutes: int = 0
    chase_lead_minutes: int = 60

    @classmethod
    def of(cls, changed: "Mapping[str, int]") -> Self:
        """Return the default journey with `changed` values.

        Raises Malformed for a name that isn't one of the times, and for a value below 0 or beyond a year in seconds.
        """
        known = {field.name for field in fields(cls)}
        for name, value in changed.items():
            if name not in known or not 0 <= value <= MOST:
                raise Malformed("times", name=name, value=value)
        return cls(**changed)
