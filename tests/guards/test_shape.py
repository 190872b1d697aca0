"""Files and functions stay small, modules say what they are for, tests can fail, exceptions are counted."""

import ast
import re
import tomllib
from pathlib import Path

from tests.guards.source import ROOT, Source, files, functions, listed, place, python

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST = {"*.html": 150, "*.css": 200, "*.js": 120}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "services", "managers", "common", "misc", "core", "base"}
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")


def _everything() -> list[Source]:
    return [source for top in ("amends", "tests", "stories", "bench") for source in python(ROOT / top, tests=True)]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_python_files_stay_short() -> None:
    faults = [
        f"{source.name}: {lines} lines"
        for source in _everything()
        if (lines := _lines(source.path)) > (LONGEST_TEST_FILE if source.is_test else LONGEST_FILE)
        and not source.is_migration
    ]

    assert not faults, listed(faults, f"Cut by capability what is longer than {LONGEST_FILE} lines:")


def test_pages_styles_and_scripts_stay_short() -> None:
    faults = [
        f"{path.relative_to(ROOT)}: {lines} lines, at most {longest}"
        for pattern, longest in LONGEST.items()
        for path in files(pattern)
        if (lines := _lines(path)) > longest
    ]

    assert not faults, listed(faults, "One page, one part, one behaviour a file:")


def test_functions_stay_short() -> None:
    faults = [
        f"{place(source, function)} {function.name}: {length} lines"
        for source in _everything()
        if not source.is_migration
        for function in functions(source)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert not faults, listed(faults, f"Name the steps of what is longer than {LONGEST_FUNCTION} lines:")


def test_modules_are_named_for_what_they_are_about() -> None:
    paths = [source.path.relative_to(ROOT) for source in _everything()]
    faults = [str(path) for path in paths if BANNED_NAMES & {path.stem, *path.parent.parts}]

    assert not faults, listed(faults, f"A module is named for its subject, never {', '.join(sorted(BANNED_NAMES))}:")


def _opening_fault(source: Source) -> str | None:
    if not source.text.strip():
        return None if source.path.name == "__init__.py" and (source.is_test or source.is_migration) else "is empty"
    opening = (ast.get_docstring(source.tree) or "").split("\n\n")[0]
    if not opening:
        return "has no docstring"
    if not opening.endswith("."):
        return "does not open with a whole sentence"
    return "opens with more than one sentence" if re.search(r"[a-z]{3}[.!?]\s+[A-Z]", opening) else None


def test_every_module_opens_with_one_sentence() -> None:
    faults = [
        f"{source.name} {fault}"
        for source in _everything()
        if not source.is_migration and (fault := _opening_fault(source))
    ]

    assert not faults, listed(faults, "Say in one sentence what the module is for:")


def _asserts(function: ast.AST) -> bool:
    """Whether something in a test can fail it: an assert, a raises, or a call that is named for checking."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if re.match(r"_?(assert|check|expect|raises|fail|wait_until|wait_for|run_state_machine)", name):
                return True
    return False


def test_every_test_can_fail() -> None:
    faults = [
        f"{place(source, function)} {function.name}"
        for source in _everything()
        if source.path.name.startswith("test_")
        for function in functions(source)
        if function.name.startswith("test") and not _asserts(function)
    ]

    assert not faults, listed(faults, "A test that asserts nothing proves nothing:")


def test_exceptions_to_the_rules_only_become_fewer() -> None:
    text = "\n".join(source.text for source in _everything())
    found = {
        "noqa": len(re.findall(r"#\s*noqa\b", text)),
        "type_ignore": len(re.findall(r"#\s*type:\s*ignore\b", text)),
    }
    allowed = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))

    assert found == allowed, f"{EXCEPTIONS.name} allows {allowed}: mend the code if there are more, lower it if fewer"
