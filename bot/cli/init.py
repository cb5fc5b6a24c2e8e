"""`onesitting init`: a first .github/onesitting.yml, printed or written."""

import argparse
import os
import sys
from pathlib import Path

from bot.cli.exits import FINE, Refused
from bot.cli.inputs import given_name
from bot.messages.terminal import for_terminal
from bot.policy.repository import SOURCE
from bot.policy.starter_rules import starter_rules
from bot.settings import SettingsError, read_public_url


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--write", metavar="FOLDER", type=given_name, help=f"write {SOURCE} in this checkout instead of printing it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the file, or write it where there is none yet. Raises Refused in words."""
    try:
        text = starter_rules(read_public_url(os.environ))
    except SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    if arguments.write is None:
        sys.stdout.write(text)
        return FINE
    folder = Path(arguments.write)
    if not folder.is_dir():
        raise Refused(f"{folder}: there is no such folder")
    file = folder / SOURCE
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise Refused(f"{file} is there already and stays as it is; `onesitting init` prints a new one") from None
    except OSError as error:
        raise Refused(f"{file} could not be written: {error.strerror}") from None
    sys.stderr.write(
        for_terminal(f"onesitting: wrote {file}; commit it to the default branch to turn comments on") + "\n"
    )
    return FINE
