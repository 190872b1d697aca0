"""Review a draft to a customer: what must change, what could be better, which questions it answers."""

import argparse

from amends.craft.coach import CHANNELS, STAGES, Review, as_json, review
from amends.doors.cli.failures import Exit
from amends.doors.cli.printing import print_json
from amends.doors.cli.reading import STDIN, Question, answer_lines, choice_field, read_text, text_field

WORSE_THAN = {"error": {"error"}, "warning": {"error", "warning"}}


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="?", default=STDIN, metavar="FILE", help="the draft; - is stdin (default)")
    parser.add_argument("--message", metavar="FILE", help="the customer's message that the draft answers")
    parser.add_argument("--stage", choices=STAGES, default="first", help="where the case stands")
    parser.add_argument("--channel", choices=CHANNELS, default="email", help="how the draft goes out")
    parser.add_argument(
        "--fail-on", choices=tuple(WORSE_THAN), help="exit with 3 when there is such a finding or worse"
    )
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--jsonl", action="store_true", help="answer each JSON object of stdin by one line")


def run(options: argparse.Namespace) -> int:
    """Review one draft, or each of a batch."""
    found: list[Review] = []
    if options.jsonl:
        code = answer_lines(lambda question: _answer(question, found))
    else:
        code = Exit.OK
        found.append(_one(options))
    if code == Exit.OK and _fails(found, options.fail_on):
        return Exit.FOUND
    return code


def _one(options: argparse.Namespace) -> Review:
    message = read_text(options.message) if options.message else ""
    reviewed = review(read_text(options.file), message=message, stage=options.stage, channel=options.channel)
    if options.json:
        print_json(as_json(reviewed))
    else:
        _tell(reviewed)
    return reviewed


def _answer(question: Question, found: list[Review]) -> dict[str, object]:
    reviewed = review(
        text_field(question, "draft"),
        message=text_field(question, "message", ""),
        stage=choice_field(question, "stage", STAGES, "first"),
        channel=choice_field(question, "channel", CHANNELS, "email"),
    )
    found.append(reviewed)
    return as_json(reviewed)


def _fails(found: list[Review], limit: str | None) -> bool:
    """Return whether a review has a finding as bad as --fail-on says."""
    bad = WORSE_THAN[limit] if limit else set()
    return any(finding.severity in bad for reviewed in found for finding in reviewed.findings)


def _tell(reviewed: Review) -> None:
    """Say in words what was found."""
    print(f"verdict: {reviewed.verdict}")
    for finding in reviewed.findings:
        where = f"“{finding.text}”: " if finding.text else ""
        print(f"  {finding.severity:<9}{where}{finding.why}. {finding.suggestion}")
    for question in reviewed.questions:
        print(f"  {'answered' if question.answered else 'open':<9}{question.text}")
