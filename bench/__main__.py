"""Runs all measurements, each in a process and a home of its own; `make bench` is the way in."""

import os
import subprocess
import sys

PARTS = ("intake", "threading", "together", "mail_intake", "backlog", "coaching", "pages")


def main() -> int:
    """Run the parts one after the other; return 1 where one failed."""
    print(
        f"load when it began: {' '.join(f'{load:.1f}' for load in os.getloadavg())}, {os.cpu_count()} cores", flush=True
    )
    codes = [subprocess.run([sys.executable, "-m", f"bench.{part}"], check=False).returncode for part in PARTS]
    print(f"load when it ended: {' '.join(f'{load:.1f}' for load in os.getloadavg())}")
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
