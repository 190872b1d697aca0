"""Feeds the parser with mails that nobody should have sent; `make fuzz` is the way in (MINUTES= for how long).

Each mail is read in a process of its own or of few others, with limits on time and memory. What fails is kept in
`artefacts/fuzz/`, and the run ends with 1.
"""

import argparse
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from amends.craft.mail import Mail, as_json, attachment, parse
from bench.mail.heavy import MEGABYTE, heavy
from bench.mail.mutants import made, mutant
from bench.mails import DATA

KEPT: Final = Path("artefacts/fuzz")
SECONDS_A_MEGABYTE: Final = 2.0
TIMES_THE_INPUT: Final = 10
FLOOR: Final = 4 * 1024 * 1024  # bytes that any mail may take, however small
_BATCH: Final = 200
_HANGS: Final = 20  # seconds of processor time after which a process is ended
_ROOM: Final = 1_500_000_000  # bytes of address space a process may add


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one mail took: seconds of processor time, bytes by which the process grew, and what went wrong."""

    size: int
    seconds: float
    grown: int
    wrong: str = ""

    @property
    def fault(self) -> str:
        """What breaks a limit, empty where nothing does."""
        if self.wrong:
            return self.wrong
        if self.seconds > SECONDS_A_MEGABYTE * max(1.0, self.size / MEGABYTE):
            return f"took {self.seconds:.1f} s for {self.size} bytes"
        if self.grown > max(FLOOR, TIMES_THE_INPUT * self.size):
            return f"took {self.grown} bytes of memory for {self.size}"
        return ""


def examine(raw: bytes, mail: Mail) -> str:
    """Say what is wrong with the `mail` that was read from `raw`, empty where nothing is."""
    if "unreadable" in mail.problems:
        return "an exception was raised"
    written = json.dumps(as_json(mail, "-"), ensure_ascii=False).encode()
    if "\\u0000" in json.dumps(mail.text + mail.subject) or not written:
        return "a NUL came through"
    for index, listed in enumerate(mail.attachments[:3]):
        data, again = attachment(raw, index)
        if again != listed or sha256(data).hexdigest() != listed.sha256:
            return f"attachment {index} is not what was listed"
    return ""


def measured(raw: bytes) -> Reading:
    """Read `raw` in this process."""
    memory, start = _peak(), time.process_time()
    mail = parse(raw)
    seconds, grown = time.process_time() - start, _peak() - memory
    return Reading(len(raw), seconds, grown, examine(raw, mail))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def apart(mails: list[bytes]) -> list[Reading]:
    """Read `mails` one after the other in a process of their own; one that ends it stands last, with the reason."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _limited()
        with os.fdopen(sink, "w") as out:
            for raw in mails:
                reading = measured(raw)
                print(json.dumps([reading.size, reading.seconds, reading.grown, reading.wrong]), file=out, flush=True)
        os._exit(0)
    os.close(sink)
    with os.fdopen(source) as lines:
        found = [Reading(*json.loads(line)) for line in lines]
    _, status = os.waitpid(child, 0)
    if status:
        found.append(Reading(len(mails[len(found)]), 0.0, 0, f"ended the process: {os.waitstatus_to_exitcode(status)}"))
    return found


def _limited() -> None:
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _ROOM, used + _ROOM))
    resource.setrlimit(resource.RLIMIT_CPU, (_HANGS, _HANGS + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def corpora() -> list[bytes]:
    """Give the raw mails of the corpora, or one of our own where there are none."""
    found = [
        path.read_bytes()
        for folder in ("calendar", "cpython_test_email", "flanker", "mimekit", "sisimai_bounces", "talon")
        for path in sorted((DATA / folder).rglob("*"))
        if path.suffix in {".eml", ".txt"} and path.is_file()
    ]
    return [raw for raw in found if len(raw) < 40_000] or [b"From: a@b.example\nSubject: Kettle\n\nHello\n"]


def endless(chance: Random, mails: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Give mutants and made mails by turns, and some random bytes, without end."""
    makers: list[tuple[str, Callable[[], bytes]]] = [
        ("mutant", lambda: mutant(chance, mails)),
        ("made", lambda: made(chance)),
        ("mutant of a made one", lambda: mutant(chance, [made(chance)])),
        ("bytes", lambda: chance.randbytes(chance.randint(0, 4_000))),
    ]
    while True:
        name, maker = chance.choices(makers, weights=(6, 4, 2, 1))[0]
        yield name, maker()


class Run:
    """What a run has come to so far."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.slowest: tuple[float, str] = (0.0, "")
        self.largest: tuple[float, str] = (0.0, "")

    def take(self, name: str, raw: bytes, reading: Reading) -> None:
        """Count one mail, and keep it where it breaks a limit."""
        self.counts[name] += 1
        size = max(1.0, reading.size / MEGABYTE)
        self.slowest = max(self.slowest, (reading.seconds / size, name))
        if reading.grown > FLOOR:
            self.largest = max(self.largest, (reading.grown / max(1, reading.size), name))
        if reading.fault:
            KEPT.mkdir(parents=True, exist_ok=True)
            path = KEPT / f"{sha256(raw).hexdigest()[:16]}.eml"
            path.write_bytes(raw)
            self.faults.append(f"{name}: {reading.fault} ({path})")
            print(self.faults[-1], flush=True)


def main() -> int:
    """Run for the given minutes; return 1 where a mail broke a limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--seed", type=int, default=None)
    given = options.parse_args()
    seed = given.seed if given.seed is not None else Random().randrange(10**9)
    end = time.monotonic() + given.minutes * 60
    run = Run()
    mails = corpora()
    for raw in mails:
        parse(raw)  # what is imported late is there before anything is measured
    heavies = dict(heavy())
    for name, raw in heavies.items():
        run.take(name, raw, apart([raw])[0])
    stream = endless(Random(seed), mails)
    while time.monotonic() < end:
        batch = list(islice(stream, _BATCH))
        for (name, raw), reading in zip(batch, apart([raw for _, raw in batch]), strict=False):
            run.take(name, raw, reading)
    few = {name: count for name, count in run.counts.items() if name not in heavies}
    print(f"seed {seed}: {len(heavies)} heavy mails; {', '.join(f'{count:,} {name}' for name, count in few.items())}")
    print(f"slowest: {run.slowest[0]:.2f} s a megabyte or mail ({run.slowest[1]})")
    print(f"most memory above {FLOOR // 2**20} MB: {run.largest[0]:.1f} times the input ({run.largest[1]})")
    print(f"{len(run.faults)} broke a limit")
    return int(bool(run.faults))


if __name__ == "__main__":
    sys.exit(main())
