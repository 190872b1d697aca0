"""What a command ends with when it can't do what was asked, each with its exit code."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the contract."""

    OK = 0
    FAILED = 1
    MISUSED = 2
    FOUND = 3  # what --fail-on asks for was found
    TRY_AGAIN = 75  # for a mail server that hands a mail over (EX_TEMPFAIL in sysexits.h): it keeps it meanwhile
    INTERRUPTED = 130  # by Ctrl+C


class CommandError(Exception):
    """The command failed; the message is one plain line that says what to do."""

    exit_code = Exit.FAILED


class UsageError(CommandError):
    """The command was asked for in a way it does not know."""

    exit_code = Exit.MISUSED


class AlreadyToldError(CommandError):
    """The command failed, and a process that worked for it has said why."""
