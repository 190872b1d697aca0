"""The findings a team has agreed to live with for now: kept in a file, so that only new ones count."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from amends.craft.coach import Finding
from amends.doors.cli.failures import CommandError


class Kept(NamedTuple):
    """What is remembered of a finding: its file, its rule and its words, but not its place, which moves."""

    source: str
    rule: str
    text: str


class Baseline:
    """What is known already; each known finding is met once for every time it was written down."""

    def __init__(self, path: Path, left: Counter[Kept] | None = None) -> None:
        """Begin with nothing known, or with what is `left` to be met."""
        self._path = path
        self._left = left if left is not None else Counter()
        self._met: Counter[Kept] = Counter()
        self._read: set[str] = set()

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read the file; raises CommandError where it is none of ours, OSError where there is none."""
        try:
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            return cls(
                path, Counter({Kept(row["source"], row["rule"], row["text"]): int(row["count"]) for row in rows})
            )
        except (ValueError, KeyError, TypeError) as fault:
            message = f"{path} is no baseline (write one with --write-baseline {path})"
            raise CommandError(message) from fault

    def sort_out(self, source: Path, findings: Iterable[Finding]) -> tuple[list[Finding], int]:
        """Return the findings that are new, and how many are known."""
        name = self._name_of(source)
        self._read.add(name)
        new = []
        known = 0
        for finding in findings:
            kept = Kept(name, finding.rule, " ".join(finding.text.split()))
            self._met[kept] += 1
            if self._left[kept] > 0:
                self._left[kept] -= 1
                known += 1
            else:
                new.append(finding)
        return new, known

    @property
    def gone(self) -> int:
        """How many known findings were not met again in the files that were read."""
        return sum(count for kept, count in self._left.items() if kept.source in self._read)

    def write(self) -> None:
        """Write down all that was met, one a line, in an order that doesn't change by itself."""
        rows = [kept._asdict() | {"count": count} for kept, count in sorted(self._met.items())]
        self._path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")

    def _name_of(self, source: Path) -> str:
        """Name a file as seen from the baseline, so that it is known from wherever the command is run."""
        return Path(os.path.relpath(source.resolve(), self._path.resolve().parent)).as_posix()
