"""What was dismissed and stays silent: at a place, in a case, for an agent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from amends.desk.advice.models import Outcome
from amends.desk.advice.rules import key_of

if TYPE_CHECKING:
    from amends.craft.coach import Finding
    from amends.desk.cases.models import Case
    from amends.desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class Silence:
    """What an agent doesn't want to read in a case: whole rules, and rules at single places."""

    in_case: frozenset[str] = frozenset()
    for_me: frozenset[str] = frozenset()
    places: frozenset[tuple[str, str]] = frozenset()

    @property
    def rules(self) -> frozenset[str]:
        """The rules that say nothing at all here."""
        return self.in_case | self.for_me

    def covers(self, finding: "Finding") -> bool:
        """Whether a finding is silent; what holds a mail never is."""
        if finding.hold:
            return False
        return finding.rule in self.rules or (finding.rule, key_of(finding.text)) in self.places


def silence_of(case: "Case", agent: "Agent") -> Silence:
    """Return what stays silent for an agent in a case.

    Dismissed "in this case" holds for everybody in it, "for me" in all cases; "once" until the draft is sent; what was
    reported wrong stays silent at its place.
    """
    here = Outcome.objects.standing().filter(
        Q(case=case, kind=Outcome.Kind.CASE)
        | Q(agent=agent, kind=Outcome.Kind.ME)
        | Q(case=case, agent=agent, kind=Outcome.Kind.ONCE, message=None)
        | Q(case=case, agent=agent, kind=Outcome.Kind.WRONG)
    )
    rows = list(here.order_by().values_list("kind", "rule", "place"))
    return Silence(
        in_case=frozenset(rule for kind, rule, _ in rows if kind == Outcome.Kind.CASE),
        for_me=frozenset(rule for kind, rule, _ in rows if kind == Outcome.Kind.ME),
        places=frozenset(
            (rule, place) for kind, rule, place in rows if kind in {Outcome.Kind.ONCE, Outcome.Kind.WRONG}
        ),
    )
