"""Take in policies from a folder of files, all or none, or give them out: amends policy import|export DIR."""

import argparse
import sys

from amends.craft.policy import Flawed
from amends.desk.jobs.handed_down import now
from amends.desk.policies.playbook import given_out, problems_of, take_in
from amends.doors.cli.failures import AlreadyToldError, Exit
from amends.doors.cli.policy_files import Folder, read_folder, write_folder
from amends.doors.cli.printing import print_json
from amends.doors.shell.policy_problems import ProblemWords, words_for_problem


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("way", choices=["import", "export"], help="import: files become policies; export: the reverse")
    parser.add_argument("folder", metavar="DIR", help="the folder of the files, one policy each (*.md)")
    parser.add_argument("--remark", default="", help="import: why, for the history of each policy")
    parser.add_argument("--json", action="store_true", help="print JSON only, one object a policy")


def run(options: argparse.Namespace) -> int:
    """Import or export, and say what became of each policy."""
    if options.way == "import":
        return _import(options)
    return _export(options)


def _import(options: argparse.Namespace) -> int:
    folder = read_folder(options.folder)
    if folder.unreadable:
        _refuse(folder, [words_for_problem(problem) for problem in problems_of(folder.texts)])
    try:
        written = take_in(folder.texts, None, now=now(), remark=options.remark)
    except Flawed as flawed:
        _refuse(folder, [words_for_problem(problem) for problem in flawed.problems])
    for one in written:
        result = ("new" if one.number == 1 else "changed") if one.is_new else "unchanged"
        _tell(options, file=one.file, policy=one.policy, version=one.number, result=result)
    return Exit.OK


def _export(options: argparse.Namespace) -> int:
    given = given_out()
    results = write_folder(options.folder, {one.file: one.document for one in given})
    for one in given:
        _tell(options, file=one.file, policy=one.policy, version=one.number, result=results[one.file])
    if not given and not options.json:
        print("there are no policies yet")
    return Exit.OK


def _refuse(folder: Folder, faults: list[ProblemWords]) -> None:
    """Say all that is wrong, a line each; nothing was changed."""
    for fault in sorted((*folder.unreadable, *faults), key=lambda fault: (fault.file, fault.line)):
        print(fault.one_line, file=sys.stderr)
    raise AlreadyToldError


def _tell(options: argparse.Namespace, *, file: str, policy: str, version: int, result: str) -> None:
    if options.json:
        print_json({"file": file, "policy": policy, "version": version, "result": result})
    else:
        print(f"{result:<9}  {file}  (version {version})")
