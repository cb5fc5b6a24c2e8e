"""`onesitting init`: a first .github/onesitting.yml, printed or written, and what it would have made of the past."""

import argparse
import os
import sys
from pathlib import Path

from bot.cli.exits import FINE, Refused
from bot.cli.inputs import given_name, given_repository
from bot.messages.terminal import for_terminal
from bot.policy.repository import SOURCE
from bot.policy.starter_rules import starter_rules
from bot.settings import SettingsError, read_public_url

MOST_TRIED = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--write", metavar="FOLDER", type=given_name, help=f"write {SOURCE} in this checkout instead of printing it"
    )
    parser.add_argument(
        "--repo",
        type=given_repository,
        metavar="OWNER/NAME",
        help="judge this repository's last pull requests by the file, too (asks GitHub as our app, writes nothing)",
    )
    parser.add_argument(
        "--replay",
        type=_number,
        default=20,
        metavar="N",
        help=f"with --repo: how many, 1 to {MOST_TRIED} (default: 20)",
    )
    parser.add_argument(
        "--body",
        type=given_name,
        metavar="FILE",
        help="with --repo: write the description of a pull request with the file here, as Markdown",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the file, or write it where there is none yet; past pull requests go to standard error.

    Raises Refused in words.
    """
    if arguments.body and not arguments.repo:
        raise Refused("--body tells of past pull requests: name their repository with --repo")
    if arguments.repo:
        return _with_replay(arguments)
    try:
        _give(starter_rules(read_public_url(os.environ)), arguments.write)
    except SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    return FINE


def _with_replay(arguments: argparse.Namespace) -> int:
    from bot.cli.init_github import tried_on_github  # noqa: PLC0415 - the file alone needs no GitHub client
    from bot.messages.first_rules import first_rules_text  # noqa: PLC0415

    for name in (arguments.body, arguments.write and f"{arguments.write}/{SOURCE}"):
        if name and Path(name).exists():  # before GitHub is asked, and before the other file is written
            raise Refused(_stays(Path(name)))
    first = tried_on_github(arguments.repo, os.environ, arguments.replay)
    if first.there:
        where = f"{first.name} has {SOURCE} already: {first.there}"
        raise Refused(where, details=("a pull request that changes it shows what would be judged otherwise",))
    _give(first.file, arguments.write)
    if arguments.body:
        _write_new(Path(arguments.body), first.pull_request)
    for line in first_rules_text(first):
        sys.stderr.write(for_terminal(line).rstrip() + "\n")
    return FINE


def _give(text: str, folder: str | None) -> None:
    if folder is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    if not Path(folder).is_dir():
        raise Refused(f"{folder}: there is no such folder")
    file = Path(folder) / SOURCE
    try:
        file.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused(f"{file} could not be written: {error.strerror}") from None
    _write_new(file, text, "; `onesitting init` prints a new one")
    sys.stderr.write(
        for_terminal(f"onesitting: wrote {file}; commit it to the default branch to turn comments on") + "\n"
    )


def _write_new(file: Path, text: str, instead: str = "") -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise Refused(f"{_stays(file)}{instead}") from None
    except OSError as error:
        raise Refused(f"{file} could not be written: {error.strerror}") from None


def _stays(file: Path) -> str:
    return f"{file} is there already and stays as it is"


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST_TRIED:
        raise argparse.ArgumentTypeError(f"write a number of pull requests, 1 to {MOST_TRIED}")
    return int(text)
