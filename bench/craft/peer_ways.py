"""How each peer is asked to read drafts: in a process of its own, so that its start is told from its work."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("AMENDS_PEERS") or "peers")
LIMIT = 600  # seconds for all drafts together


@dataclass(frozen=True, slots=True)
class Told:
    """What a peer says of each draft, the milliseconds each took, and those until it was ready."""

    alarms: Sequence[Sequence[str]]
    times: Sequence[float]
    start: float


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody else's tool; `read` gives None where it isn't installed, and `get` says how to get it."""

    name: str
    get: str
    read: Callable[[Sequence[str]], Told | None]


def _by_lines(command: Sequence[str | Path], texts: Sequence[str]) -> Told | None:
    """Give a process a draft a line, and take an answer a line; None where it fails at once."""
    began = time.perf_counter()
    drafts = "".join(f"{json.dumps(text)}\n" for text in texts)
    done = subprocess.run(command, input=drafts, capture_output=True, text=True, check=False, timeout=LIMIT)
    whole = 1000 * (time.perf_counter() - began)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    if not rows:
        return None
    if len(rows) < len(texts):
        print(f"  {command[-1]} gave up after {len(rows)} drafts: {done.stderr.strip().splitlines()[-1:]}")
    times = [row["ms"] for row in rows]
    return Told([row["alarms"] for row in rows], times, whole - sum(times))


def _python(name: str) -> Callable[[Sequence[str]], Told | None]:
    own = FOLDER / "venv" / "bin" / "python"
    return lambda texts: _by_lines([own if own.exists() else sys.executable, HERE / "peer_process.py", name], texts)


def _node(name: str) -> Callable[[Sequence[str]], Told | None]:
    def read(texts: Sequence[str]) -> Told | None:
        if not (FOLDER / "node_modules" / name).exists() or not (node := shutil.which("node")):
            return None
        return _by_lines([node, HERE / "peers.mjs", name, FOLDER.resolve()], texts)

    return read


def _vale(texts: Sequence[str]) -> Told | None:
    """Have Vale read a folder of drafts at once; it tells no times, so each draft has the mean."""
    own, settings = FOLDER / "bin" / "vale", FOLDER / ".vale.ini"
    vale = str(own) if own.exists() else shutil.which("vale")
    if not vale or not settings.exists():
        return None
    with tempfile.TemporaryDirectory(prefix="amends-peers-") as made:
        folder = Path(made)
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, "utf-8")
        command = [vale, "--no-exit", "--output=JSON", f"--config={settings.resolve()}"]
        start, _ = _timed([*command, folder / "0.txt"])
        whole, out = _timed([*command, folder])
    found = {Path(path).stem: rows for path, rows in json.loads(out or "{}").items()}
    alarms = [[row["Check"] for row in found.get(str(number), ())] for number in range(len(texts))]
    return Told(alarms, [max(0.0, whole - start) / len(texts)] * len(texts), start)


def _timed(command: Sequence[str | Path]) -> tuple[float, str]:
    began = time.perf_counter()
    out = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT).stdout
    return 1000 * (time.perf_counter() - began), out


PEERS = (
    Peer("VADER, the whole draft", "make bench-craft brings it", _python("vader")),
    Peer("VADER, any sentence", "make bench-craft brings it", _python("vader-by-sentence")),
    Peer("proselint", "make bench-craft brings it", _python("proselint")),
    Peer("write-good", "npm install write-good --prefix $AMENDS_PEERS", _node("write-good")),
    Peer("alex", "npm install alex --prefix $AMENDS_PEERS", _node("alex")),
    Peer("Vale", "its binary as $AMENDS_PEERS/bin/vale, its styles and .vale.ini beside", _vale),
)
