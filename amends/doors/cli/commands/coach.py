"""Review a draft to a customer, or any text for people: what must change, what could be better, what it answers."""

import argparse
from dataclasses import replace
from pathlib import Path

from amends.craft.coach import CHANNELS, STAGES, Finding, Review, as_json, review, rulebook
from amends.doors.cli.failures import Exit, UsageError
from amends.doors.cli.printing import print_json
from amends.doors.cli.reading import STDIN, Question, answer_lines, choice_field, read_text, text_field
from amends.doors.cli.reviewing_texts import read_texts

WORSE_THAN = {"error": {"error"}, "warning": {"error", "warning"}}


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a draft, or texts and folders of Markdown; - is stdin (default)"
    )
    parser.add_argument("--message", metavar="FILE", help="the customer's message that the draft answers")
    parser.add_argument("--stage", choices=STAGES, default="first", help="where the case stands")
    parser.add_argument("--channel", choices=CHANNELS, default="email", help="how the draft goes out")
    parser.add_argument(
        "--fail-on", choices=tuple(WORSE_THAN), help="exit with 3 when there is such a finding or worse"
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="leave out a rule; may be repeated"
    )
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="count only findings that are not in this file")
    parser.add_argument("--write-baseline", type=Path, metavar="FILE", help="write all findings down as known, and end")
    parser.add_argument("--json", action="store_true", help="print JSON only, an object a file where there are many")
    parser.add_argument("--jsonl", action="store_true", help="answer each JSON object of stdin by one line")


def run(options: argparse.Namespace) -> int:
    """Review one draft, each of a batch, or each text of files and folders."""
    _check(options)
    found: list[Finding] = []
    code: int = Exit.OK
    if options.jsonl:
        code = answer_lines(lambda question: as_json(_answer(question, options, found)))
    elif _are_texts(options):
        read_texts(options, found, lambda prose: _review(prose, options, []))
    else:
        _one(options, found)
    if code == Exit.OK and _fails(found, options.fail_on):
        return Exit.FOUND
    return code


def _check(options: argparse.Namespace) -> None:
    unknown = sorted(set(options.ignore) - {rule.id for rule in rulebook()})
    if unknown:
        message = f"there is no rule {', '.join(unknown)}"
        raise UsageError(message)
    if _are_texts(options) and (options.message or options.jsonl or STDIN in options.files or not options.files):
        message = "several texts, folders and baselines go without --message, --jsonl and stdin"
        raise UsageError(message)


def _are_texts(options: argparse.Namespace) -> bool:
    """Tell whether files are read one by one as texts, instead of one draft as an answer."""
    several = len(options.files) > 1 or any(Path(name).is_dir() for name in options.files)
    return bool(several or options.baseline or options.write_baseline)


def _one(options: argparse.Namespace, found: list[Finding]) -> None:
    message = read_text(options.message) if options.message else ""
    draft = read_text(options.files[0] if options.files else STDIN)
    reviewed = _review(draft, options, found, message=message)
    if options.json:
        print_json(as_json(reviewed))
    else:
        _tell(reviewed)


def _answer(question: Question, options: argparse.Namespace, found: list[Finding]) -> Review:
    reviewed = review(
        text_field(question, "draft"),
        message=text_field(question, "message", ""),
        stage=choice_field(question, "stage", STAGES, "first"),
        channel=choice_field(question, "channel", CHANNELS, "email"),
    )
    return _kept(reviewed, options, found)


def _review(draft: str, options: argparse.Namespace, found: list[Finding], *, message: str = "") -> Review:
    reviewed = review(draft, message=message, stage=options.stage, channel=options.channel)
    return _kept(reviewed, options, found)


def _kept(reviewed: Review, options: argparse.Namespace, found: list[Finding]) -> Review:
    """Leave out what is to be ignored, and remember the rest."""
    if options.ignore:
        kept = tuple(finding for finding in reviewed.findings if finding.rule not in options.ignore)
        reviewed = replace(reviewed, findings=kept)
    found += reviewed.findings
    return reviewed


def _fails(found: list[Finding], limit: str | None) -> bool:
    """Return whether a finding is as bad as --fail-on says."""
    bad = WORSE_THAN[limit] if limit else set()
    return any(finding.severity in bad for finding in found)


def _tell(reviewed: Review) -> None:
    """Say in words what was found."""
    print(f"verdict: {reviewed.verdict}")
    for finding in reviewed.findings:
        where = f"“{finding.text}”: " if finding.text else ""
        print(f"  {finding.severity:<9}{where}{finding.why}. {finding.suggestion}")
    for question in reviewed.questions:
        print(f"  {'answered' if question.answered else 'open':<9}{question.text}")
