"""What other tools for writers say of the same drafts: they were made for other purposes, so this ranks nobody."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from amends.craft.coach import Finding
from bench.craft.intervals import wilson
from bench.craft.peer_ways import PEERS, Told
from bench.craft.replied import Reply, read, replies
from bench.craft.tables import table
from bench.craft.tallies import per_ten
from bench.figures import Figures

MOST = 5  # kinds of alarm shown for each
FIRST = "from amends.craft.coach import review; review('It comes on Friday.', message='When does it come?')"


def run() -> None:
    """Have everyone read every draft, and print who alarms where a reader found a fault, and where not."""
    known = replies()
    if not known:
        print("  sealed: not here yet (AMENDS_REPLIES says where replies lie)")
        return
    drafts = [reply.draft for reply in known]
    asked = [*_ours(known), *((peer.name, peer.get, peer.read(drafts)) for peer in PEERS)]
    bad = sum(not reply.is_good for reply in known)
    print(
        f"  {len(known)} drafts, {bad} of them with a fault: an alarm at random is right {bad / len(known):.2f} times"
    )
    table(HEAD, [(name, *row(known, told)) for name, _, told in asked if told])
    for name, get, told in asked:
        if told:
            print(f"  {name}: {_commonest(known, told)}")
        else:
            print(f"  {name}: not here; {get}")


HEAD = (
    "alarms of",
    "in ten bad",
    "in ten good",
    "bad flagged",
    "good flagged",
    "flagged is bad",
    "95 %",
    "p50 ms",
    "p95 ms",
    "start ms",
)


def _ours(known: Sequence[Reply]) -> Iterator[tuple[str, str, Told]]:
    """Have the coach read the drafts in this process: as it does on a desk, and knowing no more than the others do."""
    start = _start()
    findings, times = _reviews(known)
    yield "the coach, errors and warnings", "", Told(_names(findings, hints=False), times, start)
    yield "the coach, hints too", "", Told(_names(findings, hints=True), times, start)
    findings, times = _reviews([replace(reply, message="") for reply in known])
    yield "the coach without the message", "", Told(_names(findings, hints=False), times, start)


def _start() -> float:
    """Return the milliseconds until a new process has its first review."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST], check=True)
    return 1000 * (time.perf_counter() - began)


def _reviews(known: Sequence[Reply]) -> tuple[list[tuple[Finding, ...]], list[float]]:
    found, times = [], []
    for reply in known:
        began = time.perf_counter()
        found.append(read(reply).review.findings)
        times.append(1000 * (time.perf_counter() - began))
    return found, times


def _names(found: Sequence[Sequence[Finding]], *, hints: bool) -> list[list[str]]:
    return [[one.rule for one in findings if hints or one.severity != "hint"] for findings in found]


def row(known: Sequence[Reply], told: Told) -> tuple[object, ...]:
    """Return how often somebody alarms where readers found a fault, and where not, and how long it takes."""
    pairs = list(zip(known, told.alarms, strict=False))  # a peer may have given up half way
    bad = [alarms for reply, alarms in pairs if not reply.is_good]
    good = [alarms for reply, alarms in pairs if reply.is_good]
    hits, misses = sum(map(bool, bad)), sum(map(bool, good))
    low, high = wilson(hits, hits + misses)
    times = Figures.of(told.times)
    return (
        f"{per_ten(sum(map(len, bad)), bad):.1f}",
        f"{per_ten(sum(map(len, good)), good):.1f}",
        f"{hits}/{len(bad)}",
        f"{misses}/{len(good)}",
        f"{hits / (hits + misses):.2f}" if hits + misses else "–",
        f"{low:.2f}–{high:.2f}",
        f"{times.p50:.2f}",
        f"{times.p95:.2f}",
        f"{told.start:.0f}",
    )


def _commonest(known: Sequence[Reply], told: Told) -> str:
    """Name the commonest kinds of alarm, each with the drafts it is in: bad ones + good ones."""
    bad: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for reply, alarms in zip(known, told.alarms, strict=False):
        (good if reply.is_good else bad).update(set(alarms))
    kinds = (bad + good).most_common(MOST)
    return ", ".join(f"{kind} {bad[kind]}+{good[kind]}" for kind, _ in kinds) or "no alarm at all"
