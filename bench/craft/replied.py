"""Replies with the faults that readers found in them, and what the coach says of each."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from amends.craft.coach import CHANNELS, STAGES, Channel, Review, Stage, review, rulebook

HERE = Path(__file__).parent / "replies"
FOLDER = Path(os.environ.get("AMENDS_REPLIES") or HERE)
_DEFINED = re.compile(r"^- ([a-z_.]+) · (error|warning|hint) ·", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft with the message it answers, the faults a reader found in it, and the questions it answers or not."""

    id: str
    writer: str
    message: str
    draft: str
    stage: Stage
    channel: Channel
    faults: frozenset[str]
    open_questions: tuple[str, ...]
    answered_questions: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether the reader found no fault in it."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Read:
    """A reply and the coach's review of it."""

    reply: Reply
    review: Review

    @property
    def fired(self) -> frozenset[str]:
        """The rules that spoke; each counts once a reply, however often it speaks."""
        return frozenset(finding.rule for finding in self.review.findings)


def replies(folder: Path = FOLDER) -> list[Reply]:
    """Return the replies of all writers, a file each, in the order of the files; raises `ValueError` with the place."""
    return [
        _reply(line, writer=path.stem, place=f"{path.name}:{number}")
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.strip()
    ]


def _reply(line: str, *, writer: str, place: str) -> Reply:
    row = json.loads(line)
    if row["stage"] not in STAGES or row["channel"] not in CHANNELS:
        raise ValueError(f"{place}: there is no stage {row['stage']} or no channel {row['channel']}")
    if unknown := set(row["faults"]) - set(defined()):
        raise ValueError(f"{place}: FAULTS.md says nothing of {', '.join(sorted(unknown))}")
    return Reply(
        id=str(row["id"]),
        writer=writer,
        message=row["message"],
        draft=row["draft"],
        stage=row["stage"],
        channel=row["channel"],
        faults=frozenset(row["faults"]),
        open_questions=tuple(row["open_questions"]),
        answered_questions=tuple(row["answered_questions"]),
    )


def read(reply: Reply) -> Read:
    """Have the coach read a reply, knowing nothing of the case but the message."""
    return Read(reply, review(reply.draft, message=reply.message, stage=reply.stage, channel=reply.channel))


def defined() -> Mapping[str, str]:
    """Return the rules that replies are labelled for, with their severities, in the order of their page."""
    return dict(_DEFINED.findall((HERE / "FAULTS.md").read_text("utf-8")))


def severities() -> Mapping[str, str]:
    """Return the severity of every rule: what the coach says, else what the page for labelling says."""
    return {**defined(), **{rule.id: rule.severity for rule in rulebook()}}


def is_as_sealed(folder: Path = FOLDER) -> bool:
    """Tell whether the files are the ones whose hashes were committed before they were run."""
    sums = folder / "SHA256SUMS"
    told = dict(line.split()[::-1] for line in sums.read_text("utf-8").splitlines()) if sums.exists() else {}
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.jsonl")}
    return bool(found) and found == told
