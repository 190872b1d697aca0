"""What the public corpora say of their mails, and whether we say the same: one `Check` for each thing that is said."""

import csv
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from amends.craft.mail import Mail, parse, split_reply
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.addresses import read_addresses
from amends.craft.mail.wire.mime import read_parts
from amends.craft.text import normalise
from bench.mails import DATA

EXPECTED: Final = Path(__file__).parent / "expected.toml"
_WRAPPING: Final = (
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHere it is.\n"
    b"--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: binary\n\n"
)
_MARK: Final = "#sig#"
_FIRST, _LAST = "Fusce bibendum", "et mollis"  # of the five lines above many quotations of one corpus
_UNCUT: Final = ("not_a_signature", *(f"tricky_{n}_" for n in (1, 2, 3, 4, 6, 7, 8)))
_KINDS: Final = {"feedback": "feedback_report", "vacation": "auto_reply"}
_INVENTED: Final = re.compile(r"\.9\d\d?")  # the labels' own numbers for what no mail says


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a corpus says of one of its files, and whether we say it too."""

    corpus: str
    name: str
    about: str
    right: bool
    said: str = ""


def checks() -> Iterator[Check]:
    """Give all checks of all corpora that are there."""
    for folder in ("cpython_test_email", "flanker", "mimekit", "calendar"):
        yield from _written_down(folder)
    for check in (_bounces, _wrapped, _invitations, _crisp, _github, _talon, _signatures):
        yield from check()


def _files(pattern: str) -> list[Path]:
    return sorted(DATA.glob(pattern))


def _written_down(corpus: str) -> Iterator[Check]:
    """Compare with what was written down by hand for each file; nothing is expected where the file says nothing."""
    expected: dict[str, dict[str, Any]] = tomllib.loads(EXPECTED.read_text(encoding="utf-8")).get(corpus, {})
    for name, wanted in expected.items():
        path = DATA / corpus / name
        if path.exists():
            raw = path.read_bytes()
            mail = parse(raw)
            for about, value in wanted.items():
                said = _said(mail, about, raw)
                right = str(value) in mail.text if about == "text" else said == value
                yield Check(corpus, name, about, right, repr(said)[:80])


def _said(mail: Mail, about: str, raw: bytes) -> Any:
    ways: dict[str, Callable[[], Any]] = {
        "from": lambda: f"{mail.sender.name} <{mail.sender.address}>",
        "date": lambda: mail.date.isoformat() if mail.date else "",
        "files": lambda: [f"{file.name} {file.type} {file.size}" for file in mail.attachments],
        "leaves": lambda: [part.type for part in read_parts(raw, Problems()).leaves()],
        "problems": lambda: [problem for problem in mail.problems if not problem.startswith("no_")],
        "bounce": lambda: f"{mail.bounce.recipient} {mail.bounce.status}" if mail.bounce else "",
    }
    return ways[about]() if about in ways else getattr(mail, about)


def _bounces() -> Iterator[Check]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for table in _files("sisimai_bounces/expected.tsv"):
        with table.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                rows[row["file"]].append(row)
    for path in _files("sisimai_bounces/*bounce/*.eml"):
        mail = parse(path.read_bytes())
        labels = rows.get(path.name, [])
        if not labels:
            wanted = "message" if path.parent.name == "not_bounce" else "bounce"
            yield Check("sisimai_bounces", path.name, "kind", mail.kind == wanted, mail.kind)
            continue
        kind = _KINDS.get(labels[0]["reason"], "bounce")
        yield Check("sisimai_bounces", path.name, "kind", mail.kind == kind, mail.kind)
        if kind == "bounce":
            yield from _labelled(path.name, mail, labels)


def _labelled(name: str, mail: Mail, labels: list[dict[str, str]]) -> Iterator[Check]:
    bounce = mail.bounce
    status = str(bounce.status) if bounce else "none"
    codes = {row["status"] for row in labels}
    if not any(_INVENTED.search(code) for code in codes):
        yield Check("sisimai_bounces", name, "status", status in codes, status)
    lasting = any(code.startswith("5") for code in codes)
    yield Check("sisimai_bounces", name, "for good", bool(bounce and bounce.permanent is lasting), status)
    yield Check("sisimai_bounces", name, "a recipient", bool(bounce and bounce.recipient))


def _wrapped() -> Iterator[Check]:
    for path in _files("mimekit/tnef/*.list"):
        wrapped = path.with_suffix(".tnef").read_bytes()
        raw = _WRAPPING + wrapped + b"\n--b--\n"
        found = [file.name for file in parse(raw).attachments]
        missing = sorted(set(filter(None, path.read_text(encoding="utf-8").split("\n"))) - set(found))
        yield Check("mimekit", path.name, "files", not missing, f"missing {missing}")


def _invitations() -> Iterator[Check]:
    for path in _files("calendar/ics/*.ics"):
        raw = path.read_bytes()
        named = re.search(rb"^METHOD[^:\r\n]*:([A-Za-z]+)", raw, re.MULTILINE)
        if named:
            method = named[1].decode().lower()
            head = f"Content-Type: text/calendar; charset=utf-8; method={method}\n\n".encode()
            mail = parse(head + raw)
            invitation = mail.invitation
            yield Check("calendar", path.name, "kind", mail.kind == "calendar", mail.kind)
            if b"BEGIN:VEVENT" in raw:
                right = bool(invitation and invitation.method == method)
                yield Check("calendar", path.name, "method", right, str(invitation)[:60])


def _crisp() -> Iterator[Check]:
    for path in _files("crisp_email_reply_parser/fixtures/*.txt"):
        text = normalise(path.read_text("utf-8"))
        split = split_reply(text)
        said = split.own_words
        if text.startswith(_FIRST):
            lines = text.split("\n")
            last = next(at for at, line in enumerate(lines) if line.startswith(_LAST))
            yield Check("crisp_email_reply_parser", path.name, "reply", said == "\n".join(lines[: last + 1]).strip())
        elif any(name in path.name for name in _UNCUT):
            yield Check("crisp_email_reply_parser", path.name, "left whole", split.signed_reply == text.strip())
        else:
            yield Check("crisp_email_reply_parser", path.name, "some reply", bool(said.strip()))


def _github() -> Iterator[Check]:
    ends: dict[str, str] = tomllib.loads(EXPECTED.read_text(encoding="utf-8")).get("email_reply_parser", {})
    for name, end in ends.items():
        for path in _files(f"email_reply_parser/emails/{name}.txt"):
            said = split_reply(normalise(path.read_text("utf-8"))).reply.rstrip()
            yield Check("email_reply_parser", path.name, "reply ends", said.endswith(end), said[-40:])
    for path in _files("email_reply_parser/emails/*.txt"):
        if path.stem not in ends:
            said = split_reply(normalise(path.read_text("utf-8"))).reply
            yield Check("email_reply_parser", path.name, "some reply", bool(said.strip()))


def _talon() -> Iterator[Check]:
    for path in _files("talon/standard_replies/*.eml"):
        label = path.with_name(f"{path.stem}_reply_text")
        wanted = label.read_text("utf-8") if label.exists() else "Hello"
        said = parse(path.read_bytes()).signed_reply
        yield Check("talon", path.name, "reply", said.split() == wanted.split(), said[:40])
    for path in _files("talon/html_replies/*.html"):
        said = parse(b"Content-Type: text/html; charset=utf-8\n\n" + path.read_bytes()).signed_reply
        yield Check("talon", path.name, "reply", said.split() == "Hi. I am fine. Thanks, Alex".split(), said[:40])
    for path in _files("talon/signature/emails/stripped/*_body"):
        name = path.with_name(path.name.replace("_body", "_sender")).read_text("utf-8").strip()
        label = path.with_name(path.name.replace("_body", "_signature"))
        signature = split_reply(path.read_text("utf-8").replace(_MARK, ""), name=name).signature
        wanted = label.read_text("utf-8").replace(_MARK, "") if label.exists() else ""
        yield Check("talon", path.name, "signature", signature.split() == wanted.split(), repr(signature[:40]))


def _signatures() -> Iterator[Check]:
    """Right is a signature that holds no line the corpus counts as words, and some line where it marks one."""
    for path in _files("forge/signatures.jsonl"):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            row = json.loads(line)
            lines = normalise(row["body"]).split("\n")
            marked = {one.removeprefix(_MARK).strip() for one in lines if one.startswith(_MARK)}
            text = "\n".join(one.removeprefix(_MARK) for one in lines)
            found = {one.strip() for one in split_reply(text, name=_name(row["sender"])).signature.split("\n")} - {""}
            right = found <= marked and bool(found) is bool(marked - {""})
            yield Check("forge", f"{number}", "signature", right, f"{len(found)} of {len(marked)} lines")


def _name(sender: str) -> str:
    """Give the name in a sender, as a mail's From would; where no address is given, all of it is the name."""
    sender = sender.partition(" [mailto:")[0]
    if "@" not in sender:
        return sender.strip('"')
    return next((who.name or who.address for who in read_addresses(sender.encode())), sender)
