"""How long listening and coaching take on one core, what they weigh, and which texts slow them down most."""

import gc
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from statistics import median
from typing import NamedTuple

from amends.craft.coach import review, rulebook
from amends.craft.listening import hear, hear_once
from bench.coaching import DRAFT, MESSAGE
from bench.craft.long_texts import WORDS, cut, drafts, messages, worst_of
from bench.craft.tables import table
from bench.figures import Figures

WARM, ROUNDS, COLD, MOST = 40, 120, 3, 5
MEGABYTE = 1_000_000
SIZE = 100_000


class Timed(NamedTuple):
    """The milliseconds that something took: by the clock, and of this thread's processor time."""

    clock: float
    cpu: float


def run() -> None:
    """Measure everything on one core, in this order: usual texts, a new process, very long texts, hostile texts."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        pairs = list(islice(zip(cycle(messages()), cycle(drafts()), strict=False), WARM + ROUNDS))
        _usual(pairs)
        _new_process(pairs)
        _very_long()
        _hostile()
    finally:
        os.sched_setaffinity(0, cores)


def _usual(pairs: Sequence[tuple[str, str]]) -> None:
    """Time texts that were not seen before, then the same text again and again, as it is while somebody types."""
    told = len(set(pairs))
    print(f"  {WORDS} words, {told} pairs of real message and answer, each seen once, after {WARM} others to warm up")
    for message, draft in pairs[:WARM]:
        _review(message, draft)
    heads = ("", "clock p50", "p95", "CPU p50", "p95", "in plain counts of words", "wanted p95")
    fresh = pairs[WARM:]
    same, typed = cut(MESSAGE), cut(DRAFT)
    rows = [
        _times("listen, a new text", [lambda text=text: hear(text) for text, _ in fresh], 5.0),
        _times("listen, the same text", [lambda: hear(same)] * ROUNDS, 5.0),
        _times("review, a new message and draft", [lambda pair=pair: _review(*pair) for pair in fresh], 10.0),
        _times("review, the same message, typing on", list(_typing(same, typed)), 10.0),
    ]
    table(heads, rows)


def _review(message: str, draft: str) -> None:
    """Review with nothing remembered of the message."""
    hear_once.cache_clear()
    review(draft, message=message)


def _typing(message: str, draft: str) -> Iterator[Callable[[], object]]:
    """Yield reviews of a draft that grows by a letter each time, as an agent types it."""
    yield from (lambda end=end: review(draft[:end], message=message) for end in range(len(draft) - ROUNDS, len(draft)))


def _times(title: str, works: Sequence[Callable[[], object]], wanted: float) -> tuple[str, ...]:
    plain = median(timed(lambda: Counter(MESSAGE.lower().split())).cpu for _ in range(ROUNDS))
    found = [timed(work) for work in works]
    clock, cpu = Figures.of([one.clock for one in found]), Figures.of([one.cpu for one in found])
    figures = (f"{figure:.2f}" for figure in (clock.p50, clock.p95, cpu.p50, cpu.p95))
    return title, *figures, f"{cpu.p50 / plain:.0f}", f"{wanted:.0f} ms"


def timed(work: Callable[[], object]) -> Timed:
    """Return how long `work` takes, once, with the collector at rest."""
    gc.disable()
    began, began_cpu = time.perf_counter(), time.thread_time()
    work()
    took = Timed(1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - began_cpu))
    gc.enable()
    return took


def _new_process(pairs: Sequence[tuple[str, str]]) -> None:
    """Start new processes, and print the middle of what each pays."""
    found = [json.loads(_cold(json.dumps(pairs))) for _ in range(COLD)]
    middle = {name: median(one[name] for one in found) for name in found[0]}
    print(
        f"\n  a new process (middle of {COLD}): import {middle['import']:.0f} ms by the clock,"
        f" {middle['import_cpu']:.0f} by CPU (wanted: below 500), then the first message {middle['hear']:.0f} ms"
        f" and the first draft {middle['review']:.0f} ms"
    )
    print(
        f"  its memory (PSS): +{middle['first']:.1f} MB by then, +{middle['many']:.1f} MB after {len(pairs)} messages"
        f" and drafts, {middle['whole']:.1f} MB with Python itself (wanted: below 150)"
    )


def _cold(pairs: str) -> str:
    command = [sys.executable, "-m", "bench.craft.cold"]
    return subprocess.run(command, input=pairs, capture_output=True, text=True, check=True).stdout


def _very_long() -> None:
    """Time a megabyte, and how much more it takes than half of it."""
    print("\n  1 MB of text: milliseconds of CPU, and how many times those of half of it (2: linear; 1: cut off)")
    for title, work in (("listen", hear), ("review", review), ("review of a short draft against it", _against)):
        whole = (MESSAGE * (MEGABYTE // len(MESSAGE) + 1))[:MEGABYTE]
        took = timed(lambda work=work, text=whole: work(text)).cpu
        half = timed(lambda work=work, text=whole[: MEGABYTE // 2]: work(text)).cpu
        print(f"  {title}: {took:.0f} ms, {took / half:.2f} times", flush=True)


def _against(message: str) -> None:
    hear_once.cache_clear()
    review(DRAFT, message=message)


def _hostile() -> None:
    """Print the rules whose worst texts grow the most when they are twice as long; 2 is linear."""
    found = sorted(((growth(rule.id), rule.id) for rule in rulebook()), reverse=True)
    worst = ", ".join(f"{rule} {ratio:.2f}" for ratio, rule in found[:MOST])
    print(f"\n  {SIZE // 1000} KB of each rule's bad examples against half of it, {len(found)} rules; worst: {worst}")


def growth(rule: str) -> float:
    """Return how many times longer a text takes that is twice as long, made of a rule's bad examples."""
    worst = worst_of(rule, SIZE)
    half, whole = (
        min(timed(lambda text=text: review(text)).cpu for _ in range(2)) for text in (worst[: SIZE // 2], worst)
    )
    return whole / half
