"""What processes weigh, and how much they work."""

import os
from pathlib import Path

PROC = Path("/proc")
KILOBYTES_IN_MEGABYTE = 1024


def weight_of(process: int) -> float:
    """Return the memory of a process and all its descendants in MB, what is shared counted once (PSS)."""
    return sum(_own_weight(number) for number in _family(process)) / KILOBYTES_IN_MEGABYTE


def work_of(process: int) -> float:
    """Return the milliseconds of processor time that a process and all its descendants have taken so far."""
    return sum(_own_ticks(number) for number in _family(process)) * 1000 / os.sysconf("SC_CLK_TCK")


def _family(process: int) -> list[int]:
    children = [
        int(number)
        for task in (PROC / str(process) / "task").iterdir()
        for number in (task / "children").read_text().split()
    ]
    return [process, *(one for child in children for one in _family(child))]


def _own_weight(process: int) -> int:
    lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:")))


def _own_ticks(process: int) -> int:
    after_the_name = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return int(after_the_name[11]) + int(after_the_name[12])  # in user and in system mode
