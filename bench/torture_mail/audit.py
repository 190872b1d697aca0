"""Looks at what became of every mail and every reply, past the code that was under test wherever that is possible."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.torture_mail.bringing import Brought, ids_in
from bench.torture_mail.faults import Fault, Kind
from bench.torture_mail.letterbox import Taken, taken

ENDS_SENDING: frozenset[Kind] = frozenset(
    {"fetcher killed", "worker killed", "SMTP server killed", "SMTP cut", "disk full"}
)
"""What can come between the server's OK and our mark: of the worker, the server, the wire between, or our disk."""
BETWEEN = 2.0
"""So many seconds at most lie between the OK and the mark while nothing holds them up; on a calm machine some ms.

A machine with more to do than it has cores takes as many times longer.
"""


@dataclass(slots=True)
class Findings:
    """What was counted, and what is wrong, in words; nothing wrong is a run that went well."""

    counts: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def expect_none(self, name: str, found: Iterable[object]) -> None:
        """Count what must not be there, and show some of it."""
        listed = list(found)
        self.counts[name] = len(listed)
        if listed:
            shown = "; ".join(str(one) for one in listed[:5])
            self.faults.append(f"{name}: {len(listed)} ({shown})")


def look_at_mail_in(brought: Sequence[Brought], findings: Findings) -> None:
    """Every mail the server had is with us once, in a case or on the pile."""
    from amends.desk.cases.models import Message
    from amends.desk.intake.models import Arrival

    rows = Arrival.objects.values_list("digest", "message_id", "pile_reason", "same_as")
    became: defaultdict[str, set[bool]] = defaultdict(set)
    for digest, message, pile, same_as in rows:
        became[digest].add(bool(message) or bool(pile) or same_as is not None)
    digests = {one.digest: one.letter for one in brought}
    findings.counts |= {
        "mails": len({one.letter.number for one in brought}),
        "arrivals of them": len(brought),
        "arrivals noted": len(rows),
    }
    findings.expect_none("lost", (letter.number for digest, letter in digests.items() if digest not in became))
    findings.expect_none("without a place", (digest[:12] for digest, placed in became.items() if False in placed))
    findings.expect_none("from nowhere", (digest[:12] for digest in became if digest not in digests))

    piled = set(Arrival.objects.exclude(pile_reason="").values_list("digest", flat=True))
    broken = {digest for digest, letter in digests.items() if letter.piled}
    findings.counts["on the pile"] = len(piled)
    findings.expect_none("piled that are none of it", (digests[one].number for one in piled - broken if one in digests))
    findings.expect_none("not piled that should be", (digests[one].number for one in broken - piled))

    ids = Counter(Message.objects.filter(direction="in").values_list("message_id", flat=True))
    wanted = {letter.id for letter in digests.values() if not letter.piled}
    findings.counts["messages"] = sum(ids.values())
    findings.expect_none("doubled in", (one for one, count in ids.items() if count > 1))
    findings.expect_none("no message", wanted - ids.keys())
    findings.expect_none("messages of nothing", ids.keys() - wanted)


def look_at_cases(brought: Sequence[Brought], findings: Findings) -> None:
    """A conversation is one case, and a case is one conversation; every open case owes; a sender is one customer."""
    from django.db.models import Count

    from amends.desk.cases.models import Case, Message
    from amends.desk.owed.models import Obligation
    from amends.desk.people.models import Address

    merged = {pk: into or pk for pk, into in Case.objects.values_list("pk", "merged_into")}
    conversations = {one.letter.id: one.letter.conversation for one in brought if not one.letter.piled}
    cases: defaultdict[int, Counter[int]] = defaultdict(Counter)
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for value, case in Message.objects.filter(direction="in").values_list("message_id", "case"):
        if value in conversations:
            cases[merged[case]][conversations[value]] += 1
            apart[conversations[value]].add(merged[case])
    numbers = dict(Case.objects.values_list("pk", "number"))
    findings.counts |= {"conversations": len(apart), "cases": len(set(merged.values()))}
    strangers = ((numbers[case], dict(mixed)) for case, mixed in cases.items() if len(mixed) > 1)
    findings.expect_none("in a wrong case", strangers)
    torn = {conversation: places for conversation, places in apart.items() if len(places) > 1}
    findings.expect_none("conversations in several cases", _unsuggested(torn, numbers, findings))
    findings.expect_none("cases of nothing", (numbers[pk] for pk in set(merged.values()) - cases.keys()))

    owing = set(Obligation.objects.open().values_list("case", flat=True))
    silent = Case.objects.filter(closed_at=None, merged_into=None).exclude(pk__in=owing)
    findings.expect_none("open cases that owe nothing", silent.values_list("number", flat=True))
    senders = {one.letter.sender for one in brought if not one.letter.piled}
    known = dict(Address.objects.filter(value__in=senders).values_list("value").annotate(count=Count("customer")))
    findings.expect_none("senders who are not one customer", (one for one in senders if known.get(one) != 1))


def _unsuggested(torn: dict[int, set[int]], numbers: dict[int, str], findings: Findings) -> list[Any]:
    """Return the conversations in several cases that the desk was not right to leave so.

    A case in which we have replied is never joined by itself, nor are cases of two customers by somebody who is known
    in neither: then people are shown that the cases belong together.
    """
    from amends.desk.cases.models import Case, Message

    sent = Message.objects.filter(direction="out", kind="reply").values_list("case", "case__merged_into")
    replied = {into or case for case, into in sent}
    customers = dict(Case.objects.values_list("pk", "customer"))
    suggested = {one for one, places in torn.items() if _is_suggested_whole(places)}
    ours = {one for one in suggested if len(torn[one] - replied) <= 1}
    strange = {one for one in suggested - ours if len({customers[case] for case in torn[one]}) == len(torn[one])}
    findings.counts["split by our own reply, suggested"] = len(ours)
    findings.counts["split among strangers, suggested"] = len(strange)
    return [(one, sorted(numbers[case] for case in torn[one])) for one in torn if one not in ours | strange]


def _is_suggested_whole(places: set[int]) -> bool:
    """Whether the cases would become one if an agent said yes to each suggestion on their pages."""
    from amends.desk.cases.models import Case
    from amends.desk.intake.ties.belonging import may_belong
    from amends.desk.people.models import Agent

    agent = Agent.objects.earliest("pk")
    cases = Case.objects.in_bulk(places)
    pairs = [{pk, other.case.pk} for pk in places for other in may_belong(cases[pk], agent)]
    reached = {min(places)}
    for _ in places:
        reached |= {pk for pair in pairs if pair & reached for pk in pair & places}
    return reached == places


def look_at_marks(seen: Iterable[str], unseen: Iterable[str], findings: Findings) -> None:
    """Only what is ours is marked as read or moved away on its server; both are digests of mails."""
    from amends.desk.intake.models import Arrival

    ours = set(Arrival.objects.values_list("digest", flat=True))
    findings.expect_none("marked or moved and not ours", set(seen) - ours)
    findings.counts["ours and not marked or moved"] = sum(one in ours for one in unseen)


def look_at_mail_out(store: Path, journal: Path, faults: Sequence[Fault], findings: Findings) -> None:
    """Every letter of ours is with the server; one that is there twice was taken before something went wrong."""
    from amends.desk.cases.models import Message
    from amends.desk.delivery.models import Dispatch
    from amends.desk.jobs.models import Job

    copies: defaultdict[str, list[Taken]] = defaultdict(list)
    for letter in taken(store):
        copies["".join(ids_in(letter.raw).get("message-id", []))].append(letter)
    accepted = journal.read_text().split() if journal.exists() else []
    rows = list(Dispatch.objects.values_list("message__message_id", "message__kind", "state", "maybe_twice"))
    known = {value: doubt for value, _, _, doubt in rows}
    findings.counts |= {
        "replies accepted": len(accepted),
        "letters of ours": len(rows),
        "letters at the server": sum(len(each) for each in copies.values()),
    }
    receipts = Counter(Message.objects.filter(kind="receipt").values_list("case", flat=True))
    findings.counts["receipts among them"] = sum(receipts.values())
    findings.expect_none("second receipts of one case", (case for case, count in receipts.items() if count > 1))
    findings.expect_none("jobs given up", Job.objects.filter(state="dead").values_list("task", flat=True))
    findings.expect_none("replies forgotten", set(accepted) - known.keys())
    findings.expect_none("letters missing", (f"{kind} {value}" for value, kind, _, _ in rows if value not in copies))
    findings.expect_none(
        "letters not delivered", (f"{kind} {value}: {state}" for value, kind, state, _ in rows if state != "delivered")
    )
    findings.expect_none("letters nobody wrote", copies.keys() - known.keys())
    twice = {value: each for value, each in copies.items() if len(each) > 1}
    findings.counts["second copies"] = sum(len(each) - 1 for each in twice.values())
    findings.counts["marked as maybe sent twice"] = sum(known.values())
    differing = (value for value, each in twice.items() if len({copy.raw for copy in each}) > 1)
    findings.expect_none("copies with other bytes", differing)
    findings.expect_none("copies without the mark", (value for value in twice if not known.get(value)))
    findings.expect_none(
        "copies without a cause",
        (value for value, each in twice.items() if not all(causes(each, faults, between=BETWEEN * busy()))),
    )


def busy() -> float:
    """Return how many times as much this machine had to do in the last minutes as it has cores for; never under 1."""
    return max(1.0, os.getloadavg()[1] / (os.cpu_count() or 1))


def causes(copies: Sequence[Taken], faults: Sequence[Fault], *, between: float = BETWEEN) -> list[list[Kind]]:
    """Return for each copy but the last what broke after the server had it, before we could mark it."""
    return [
        [fault.kind for fault in _right_after(copy.at, later.at, faults, between)] for copy, later in pairwise(copies)
    ]


def _right_after(at: float, later: float, faults: Sequence[Fault], between: float) -> Iterator[Fault]:
    """Yield what broke after the server had a letter, and before it had it again, as long as our mark may have taken.

    A wire that stalls holds back the server's OK, and lengthens that.
    """
    held = [stall.ended for stall in faults if stall.kind == "SMTP stalled" and stall.began <= at + between]
    limit = min(max([at, *held]) + between, later)
    return (fault for fault in faults if fault.kind in ENDS_SENDING and fault.began <= limit and fault.ended >= at)
