"""How guards read the project: files by kind, Python as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "amends"
_NOT_OURS = {".venv", ".git", "__pycache__", "vendor", "home", "artefacts", "dist"}


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path from the project's root, as messages show it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def is_test(self) -> bool:
        """Whether the file only serves tests."""
        return bool({"tests", "stories", "bench"} & set(self.path.relative_to(ROOT).parts))

    @property
    def is_migration(self) -> bool:
        """Whether the file was mostly written by Django."""
        return self.path.parent.name == "migrations"


def files(pattern: str, folder: Path = PACKAGE) -> list[Path]:
    """Return our own files below `folder` whose names match `pattern`, in order."""
    return sorted(path for path in folder.rglob(pattern) if not _NOT_OURS & set(path.relative_to(ROOT).parts))


@cache
def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text))


def python(folder: Path = PACKAGE, *, tests: bool = False) -> Iterator[Source]:
    """Yield our Python files below `folder`; those of tests only if asked for."""
    for path in files("*.py", folder):
        source = _read(path)
        if tests or not source.is_test:
            yield source


def place(source: Source, node: ast.expr | ast.stmt) -> str:
    """Return where `node` stands, as editors understand it."""
    return f"{source.name}:{node.lineno}"


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def listed(faults: list[str], advice: str) -> str:
    """Return the message of a guard that found `faults`."""
    return "\n".join([advice, *(f"  {fault}" for fault in faults)])
