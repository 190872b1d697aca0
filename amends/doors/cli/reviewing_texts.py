"""Reviews many texts that answer nobody: pages, signs, templates; prints findings where an editor finds them."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from amends.craft.coach import Finding, Review, as_json
from amends.doors.cli.baseline import Baseline
from amends.doors.cli.printing import print_json
from amends.doors.cli.prose import prose_of, texts_in


def read_texts(options: argparse.Namespace, found: list[Finding], review: Callable[[str], Review]) -> None:
    """Review the texts that the options name, then say in a line what there was; adds to `found` what is new."""
    if options.write_baseline:
        _write_down(options, review)
        return
    baseline = Baseline.read(options.baseline) if options.baseline else Baseline(Path())
    read = known = 0
    for source in texts_in(options.files):
        text, prose = prose_of(source)
        reviewed = review(prose)
        new, met = baseline.sort_out(source, reviewed.findings)
        read, known = read + 1, known + met
        found += new
        _tell(source, text, replace(reviewed, findings=tuple(new)), as_lines=options.json)
    if not options.json:
        print(_summary(read, len(found), known, baseline.gone))


def _write_down(options: argparse.Namespace, review: Callable[[str], Review]) -> None:
    baseline = Baseline(options.write_baseline)
    read = found = 0
    for source in texts_in(options.files):
        new, _ = baseline.sort_out(source, review(prose_of(source)[1]).findings)
        read, found = read + 1, found + len(new)
    baseline.write()
    print(f"{_count(found, 'finding')} in {_count(read, 'text')}: known from now on")


def _summary(read: int, new: int, known: int, gone: int) -> str:
    parts = [f"{_count(read, 'text')} read, {_count(new, 'finding')}"]
    if known:
        parts.append(f"{known} known")
    if gone:
        parts.append(f"{gone} known before and gone now (write the baseline anew)")
    return ", ".join(parts)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _tell(source: Path, text: str, reviewed: Review, *, as_lines: bool) -> None:
    """Print what was found in a text, each finding with its line and column."""
    if as_lines:
        print_json({"source": str(source), **as_json(reviewed)})
        return
    for finding in reviewed.findings:
        line = text.count("\n", 0, finding.start) + 1
        column = finding.start - text.rfind("\n", 0, finding.start)
        where = f"“{' '.join(finding.text.split())}”: " if finding.text else ""
        print(
            f"{source}:{line}:{column}: {finding.severity} {finding.rule}: {where}{finding.why}. {finding.suggestion}"
        )
