"""What processes weigh."""

from pathlib import Path

PROC = Path("/proc")
KILOBYTES_IN_MEGABYTE = 1024


def weight_of(process: int) -> float:
    """Return the memory of a process and all its descendants in MB, what is shared counted once (PSS)."""
    return sum(_own_weight(number) for number in _family(process)) / KILOBYTES_IN_MEGABYTE


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
