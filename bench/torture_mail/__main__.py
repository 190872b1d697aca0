"""Runs once and prints what was found; the exit status is 1 where anything is."""

import argparse
import secrets
import sys
from pathlib import Path

from bench.ending import end_in_order
from bench.torture_mail.running import Outcome, Size, run


def main() -> int:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.torture_mail", description=__doc__)
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--replies", type=int, default=500)
    parser.add_argument("--kills", type=int, default=56)
    parser.add_argument("--seconds", type=float, help="how long things go wrong (default: 3 a kill)")
    parser.add_argument("--seed", type=int, default=None, help="repeats what was drawn in another run")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--log", type=Path, help="keep there what the desk's processes said")
    given = parser.parse_args()
    end_in_order()
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    size = Size(
        mails=given.mails,
        replies=given.replies,
        kills=given.kills,
        seconds=given.seconds or 3.0 * given.kills,
        seed=seed,
        database="postgresql" if given.postgres else "sqlite",
        log=given.log,
    )
    print(f"seed {seed}: {size.mails} mails, {size.replies} replies, {size.kills} kills on {size.database}", flush=True)
    try:
        outcome = run(size)
    except FileNotFoundError as error:
        print(f"skipped: {error}")
        return 0
    show(outcome)
    return int(bool(outcome.findings.faults))


def show(outcome: Outcome) -> None:
    """Print the table and the verdict."""
    for name, count in outcome.findings.counts.items():
        print(f"  {name:<40} {count}")
    print(f"under fire: {outcome.under_fire}")
    done = ", ".join(f"{kind} {count}" for kind, count in sorted(outcome.faults.items()))
    print(f"what went wrong: {done}")
    print(f"disk: {'a small one of its own' if outcome.small_disk else 'writes refused'};", end=" ")
    print(f"clock: {'moved' if outcome.clock_moved else 'not moved, there is no C compiler'};", end=" ")
    print(f"{outcome.seconds:.0f} seconds in all, at rest after {outcome.calm:.0f} of calm")
    for fault in outcome.findings.faults:
        print(f"WRONG: {fault}")
    print("verdict:", "wrong" if outcome.findings.faults else "nothing lost, nothing doubled, nothing in a wrong case")


if __name__ == "__main__":
    sys.exit(main())
