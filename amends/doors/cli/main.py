"""`amends`: finds the command that was asked for, runs it, and turns every error into one plain line."""

import argparse
import ast
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import NoReturn, Protocol

from amends.doors.cli.failures import AlreadyToldError, CommandError, Exit, UsageError

# Commands of the first folder start at once; for those of the second the desk is opened before they are loaded.
PLAIN, OF_THE_DESK = "commands", "desk_commands"
log = logging.getLogger(__name__)
HERE = Path(__file__).parent


class Command(Protocol):
    """What a module of a command folder offers; its docstring is the help, hidden where it starts with "(internal)"."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it and return the exit code."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise what ends the program with exit code 2."""
        hint = f"{message} ({self.prog} --help explains)"
        raise UsageError(hint)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(asked)
        sys.stdout.flush()
    except SystemExit as error:  # argparse ends so after --help
        return int(error.code or 0)
    except BrokenPipeError:
        # Whoever read us has left; keep Python from complaining about it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FAILED
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        log.debug("the command failed", exc_info=True)
        failed = _complain(error)
        # Any other code would make a mail server send the mail back to who wrote it.
        return Exit.TRY_AGAIN if _is_handed_over(asked) else failed
    return code


def _is_handed_over(asked: list[str]) -> bool:
    """Return whether a mail server waits to hear if it may forget the mail that it hands us."""
    return asked[:1] == ["receive"] and any(word == "--to" or word.startswith("--to=") for word in asked)


def _run(asked: list[str]) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    match asked:
        case [] | ["-h" | "--help" | "help"]:
            print(_overview())
            return Exit.OK
        case ["--version"]:
            print(metadata.version("amends"))
            return Exit.OK
        case _:
            return _run_command(asked[0], asked[1:])


def _run_command(name: str, arguments: list[str]) -> int:
    folder = _commands().get(name)
    if folder is None:
        message = f"there is no command {name!r} (amends --help lists them)"
        raise UsageError(message)
    opening = import_module("amends.doors.cli.opening") if folder == OF_THE_DESK else None
    if opening:
        opening.set_up()
    command: Command = import_module(f"amends.doors.cli.{folder}.{name}")
    parser = Parser(prog=f"amends {name}", description=command.__doc__, allow_abbrev=False)
    command.add(parser)
    options = parser.parse_intermixed_args(arguments)  # options may stand before, between and after files
    if opening:
        opening.bring_up_to_date()
    return command.run(options)


def _commands() -> dict[str, str]:
    """Return the folder of each command."""
    return {path.stem: folder for folder in (PLAIN, OF_THE_DESK) for path in sorted((HERE / folder).glob("[a-z]*.py"))}


def _overview() -> str:
    """Return one line for each command, read from the docstrings without loading anything."""
    lines = ["usage: amends COMMAND [ARGUMENT…]    (amends COMMAND --help explains one)", ""]
    for name, folder in sorted(_commands().items()):
        source = (HERE / folder / f"{name}.py").read_text(encoding="utf-8")
        said = (ast.get_docstring(ast.parse(source)) or "").splitlines()[0]
        if not said.startswith("(internal)"):
            lines.append(f"  {name:<10} {said}")
    return "\n".join(lines)


def _complain(error: Exception) -> int:
    """Say in one line what went wrong; return the exit code."""
    if isinstance(error, AlreadyToldError):
        return error.exit_code
    match error:
        case CommandError():
            said, code = str(error), error.exit_code
        case OSError(filename=str(name), strerror=str(why)):
            said, code = f"{name}: {why}", Exit.FAILED
        case _:
            said, code = f"{type(error).__name__}: {error}", Exit.FAILED
    print("amends:", *said.split(), file=sys.stderr)
    return code
