"""Bounds on what pure work costs, which hold on a slow machine that has other things to do."""

import gc
from collections.abc import Callable
from time import process_time

_TRIES = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of one run of `work`.

    The collector rests meanwhile: a process that ran thousands of tests may look through all that they left at any
    moment, which is no cost of this work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        began = process_time()
        work()
        return process_time() - began
    finally:
        if was_on:
            gc.enable()


def is_within(limit: float, work: Callable[[], object]) -> bool:
    """Return whether any of some runs of `work` takes less than `limit` processor seconds.

    What shares a core is slowed down by its neighbour now and then, but not each time; what is too slow by itself is.
    """
    return any(seconds(work) < limit for _ in range(_TRIES))


def keeps_pace(growth: float, work: Callable[[int], object], size: int, *, least: float) -> bool:
    """Return whether `work(2 * size)` takes at most `growth` times as long as `work(size)`, in any of some tries.

    `least` is how many seconds the larger may take in any case: below, a clock tells nothing.
    """
    work(1)
    for _ in range(_TRIES):
        twice = seconds(lambda: work(2 * size))
        if twice <= least or twice <= growth * seconds(lambda: work(size)):
            return True
    return False
