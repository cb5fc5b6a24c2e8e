"""`onesitting lint`: check rules, ownership maps and Monday files; every problem with file, line, column and a fix."""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import PurePath

from bot.cli.exits import FINE, USAGE, Refused, refused_text
from bot.cli.inputs import given_name, given_repository, read_text
from bot.cli.lint_github import lint_on_github
from bot.facts.errors import RuleError
from bot.facts.plain import plain
from bot.facts.problems import Problem
from bot.judgement.naming import counted
from bot.judgement.proposal import in_order, settings_problems
from bot.messages.terminal import for_terminal
from bot.policy.compose import compose
from bot.policy.decode import decode
from bot.policy.monday_file import MondayFile
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import MAX_BYTES, Document, read_as_far
from bot.shipped import load

KINDS = ("rules", "ownership", "monday")


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of a file, and why it, or the repository beside it, could not be looked at."""

    problems: tuple[Problem, ...] = ()
    refusal: Refused | None = None
    was_read: bool = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "files",
        type=given_name,
        nargs="+",
        metavar="FILE",
        help="onesitting.yml, ownership.yml or monday.yml; - for standard input",
    )
    parser.add_argument("--kind", choices=KINDS, help="what the files are (default: told by their names)")
    parser.add_argument(
        "--repo",
        type=given_repository,
        metavar="OWNER/NAME",
        help="hold an ownership map against this repository, too: people, labels, paths (asks GitHub as our app)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print every problem; leaves with 2 when a file cannot be used, 0 with warnings at most.

    What cannot be looked at is said on standard error, and hides nothing of what can.
    """
    checks = [check(name, arguments.kind, arguments.repo) for name in arguments.files]
    problems = [problem for checked in checks for problem in checked.problems]
    refusals = [checked.refusal for checked in checks if checked.refusal is not None]
    errors = sum(problem.level == "error" for problem in problems)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(plain(problems), ensure_ascii=False, indent=2) + "\n")
    else:
        for problem in problems:
            sys.stdout.write(for_terminal(f"{problem.level}: {problem}") + "\n")
    sys.stdout.flush()  # before standard error, where both are one terminal
    for refusal in dict.fromkeys((str(refused), refused.details) for refused in refusals):
        sys.stderr.write(refused_text(*refusal))
    if arguments.format == "text" and len(refusals) < len(checks):
        warnings = len(problems) - errors
        read = counted(sum(checked.was_read for checked in checks), "file")
        sys.stderr.write(f"{read} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}\n")
    return USAGE if errors else max((refused.code for refused in refusals), default=FINE)


def check(name: str, kind: str | None, repository: str | None = None) -> Checked:
    """Return the problems of one file, errors and warnings, in the order of the file."""
    try:
        text = read_text(name, 16 * MAX_BYTES)
        kind = kind or _kind(name)
    except Refused as refused:
        return Checked(refusal=refused, was_read=False)
    try:
        document, errors = read_as_far(text, name)
    except RuleError as error:
        return Checked(error.problems)
    found = in_order(errors, _problems(document, kind))
    if repository is None or kind != "ownership" or any(problem.level == "error" for problem in found):
        return Checked(found)
    try:
        return Checked((*found, *lint_on_github(document, repository, os.environ)))
    except Refused as refused:
        return Checked(found, refused)


def _problems(document: Document, kind: str) -> tuple[Problem, ...]:
    try:
        if kind == "ownership":
            return read_ownership((document,))[1]
        if kind == "monday":
            decode(document, MondayFile)
            return ()
        return settings_problems(document, compose(load(), document))
    except RuleError as error:
        return error.problems


def _kind(name: str) -> str:
    stem = PurePath(name).name.lower()
    if "owner" in stem:
        return "ownership"
    if "onesitting" in stem:
        return "rules"
    if "monday" in stem:
        return "monday"
    raise Refused(f"{name}: say with --kind what it is: " + " or ".join(KINDS))
