"""The command line: finds the command, imports that one only, turns errors into words and exit codes."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from bot import __version__
from bot.cli.exits import NOT_ANALYSED, USAGE, Refused, refused_text
from bot.facts.errors import RuleError
from bot.messages.terminal import for_terminal

COMMANDS = {
    "demo": "show the bot at work on a practice GitHub, with nothing to set up",
    "serve": "run the webhook server; without an app, set one up in the browser",
    "setup": "print a link to set up the server in the browser",
    "doctor": "look whether everything the server needs is there, and say what to do where it is not",
    "export": "print everything that is kept of one installation, as JSON Lines",
    "purge": "delete everything that is kept of one installation",
    "move-database": "move everything that is kept from SQLite to PostgreSQL",
    "replay": "look again at what was given up, or at one subject or delivery",
    "score": "judge a change: how many sittings, what is missing, where",
    "split": "cut a change into parts that can be reviewed one by one, with the proof that they apply",
    "explain": "show every rule that was looked at for a change, fired or not",
    "route": "find the owner of user feedback by an ownership map",
    "map": "make an issue form, a first map or keyword suggestions for the ownership map",
    "report": "show an organisation's week: numbers, feedback, what people said, what to decide",
    "init": "print or write a first .github/onesitting.yml",
    "rules": "show what each rule did: fired, ignored, disputed, changed afterwards",
    "config": "show the settings in force, and where each of them was written",
    "lint": "check rules files and ownership maps",
}


class Parsers(Protocol):
    """What a command needs of argparse's subparsers."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser: ...  # noqa: A002, D102


class Command(Protocol):
    """What every module in bot.cli that is a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...  # noqa: D102
    def run(self, arguments: argparse.Namespace) -> int: ...  # noqa: D102


def run(argv: Sequence[str]) -> int:
    """Run one command; returns its exit code (see bot.cli.exits)."""
    parser = argparse.ArgumentParser(
        prog="onesitting",
        description="Keeps every pull request reviewable in one sitting, and feedback in front of its owner.",
        epilog="Exit codes: 0 nothing to act on, 1 findings, 2 usage or configuration error, 3 could not analyse.",
    )
    parser.add_argument("--version", action="version", version=f"onesitting {__version__}")
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _open_streams()
    asked = next((word for word in argv if not word.startswith("-")), "")
    for name, says in COMMANDS.items():
        command = parsers.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
        if name == asked:
            _load(name).add_arguments(command)
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as left:  # argparse has already said why
        return left.code if isinstance(left.code, int) else USAGE
    return _guarded(_load(arguments.command), arguments)


def _load(name: str) -> Command:
    return cast("Command", import_module(f"bot.cli.{name.replace('-', '_')}"))


def _guarded(command: Command, arguments: argparse.Namespace) -> int:
    try:
        code = command.run(arguments)
        sys.stdout.flush()
    except Refused as refused:
        sys.stderr.write(refused_text(str(refused), refused.details))
        return refused.code
    except RuleError as error:
        for problem in error.problems:
            sys.stderr.write(for_terminal(str(problem)) + "\n")
        return USAGE
    except BrokenPipeError:  # the reader has seen enough, as with `| head`
        _drop_output()
        return NOT_ANALYSED
    except OSError as error:  # such as a full disk: an input that cannot be read is refused where it is opened
        _drop_output()
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(for_terminal(f"onesitting: {where}{error.strerror or error}; nothing more was written") + "\n")
        return NOT_ANALYSED
    except KeyboardInterrupt:
        return 130  # what a shell reports for Ctrl-C
    return code


def _open_streams() -> None:
    """Make every stream one that can be used: a shell may have closed it, and data is UTF-8 whatever the locale.

    What UTF-8 cannot say (half a character) leaves as an escape: in JSON the very one that it came as.
    """
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123 - open until the end
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def _drop_output() -> None:
    """Send what is still to be written nowhere: Python would fail on it once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
