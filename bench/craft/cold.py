"""What a new process pays: time to import, to listen and to review for the first time, and memory after many."""

import gc
import json
import os
import sys
import time

from bench.weight import weight_of


def main() -> None:
    """Take pairs of message and draft as JSON, listen and coach in this process, print milliseconds and megabytes."""
    pairs = json.load(sys.stdin)
    before = _weight()
    began, began_cpu = time.perf_counter(), time.process_time()
    from amends.craft.coach import review
    from amends.craft.listening import hear

    imported, imported_cpu = time.perf_counter(), time.process_time()
    hear(pairs[0][0])
    heard = time.perf_counter()
    review(pairs[0][1], message=pairs[0][0])
    reviewed = time.perf_counter()
    first = _weight()
    for message, draft in pairs[1:]:
        hear(message)
        review(draft, message=message)
    times = {
        "import": imported - began,
        "import_cpu": imported_cpu - began_cpu,
        "hear": heard - imported,
        "review": reviewed - heard,
    }
    weights = {"first": first - before, "many": _weight() - before, "whole": _weight()}
    print(json.dumps({name: 1000 * seconds for name, seconds in times.items()} | weights))


def _weight() -> float:
    gc.collect()
    return weight_of(os.getpid())


if __name__ == "__main__":
    main()
