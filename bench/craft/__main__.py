"""Runs the tasks named, or all of them, one after the other; `--wrong` is for those that can show what went wrong."""

import sys
from importlib import import_module

LISTENING = ("emotions", "complaint", "abuse", "requests", "churn", "handoff", "blind")
TASKS = ("situations", "replies", "peers", "questions", "answers", "politeness", "facts_found", "times", *LISTENING)
"""Modules of this package with a `run()` that prints its table, in the order in which they are run."""


def main(names: list[str]) -> int:
    """Run the tasks in `names`, all where there are none; return 2 where a name is unknown."""
    names = [name for name in names if name != "--wrong"]
    unknown = [name for name in names if name not in TASKS]
    if unknown:
        print(f"there is no task {', '.join(unknown)}; known are {', '.join(TASKS)}", file=sys.stderr)
        return 2
    for name in names or TASKS:
        print(f"\n== {name}", flush=True)
        import_module(f"bench.craft.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
