"""`onesitting lint`: check rules, ownership maps and Monday files; every problem with file, line, column and a fix."""

import argparse
import json
import os
import sys
from pathlib import PurePath

from bot.cli.exits import FINE, USAGE, Refused
from bot.cli.inputs import given_name, read_text
from bot.cli.lint_github import lint_on_github
from bot.facts.errors import RuleError
from bot.facts.plain import plain
from bot.facts.problems import Problem
from bot.judgement.proposal import settings_problems
from bot.messages.terminal import for_terminal
from bot.policy.compose import compose
from bot.policy.decode import decode
from bot.policy.monday_file import MondayFile
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import MAX_BYTES, Document, read_yaml
from bot.shipped import load

KINDS = ("rules", "ownership", "monday")


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
        metavar="OWNER/NAME",
        help="hold an ownership map against this repository, too: people, labels, paths (asks GitHub as the app)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print every problem; leaves with 2 when a file cannot be used, 0 with warnings at most."""
    problems = [problem for name in arguments.files for problem in check(name, arguments.kind, arguments.repo)]
    errors = [problem for problem in problems if problem.level == "error"]
    if arguments.format == "json":
        sys.stdout.write(json.dumps(plain(problems), ensure_ascii=False, indent=2) + "\n")
    else:
        for problem in problems:
            sys.stdout.write(for_terminal(f"{problem.level}: {problem}") + "\n")
        files = "file" if len(arguments.files) == 1 else "files"
        counted = f"{len(errors)} errors, {len(problems) - len(errors)} warnings"
        sys.stderr.write(f"{len(arguments.files)} {files} checked: {counted}\n")
    return USAGE if errors else FINE


def check(name: str, kind: str | None, repository: str | None = None) -> tuple[Problem, ...]:
    """Return the problems of one file, errors and warnings, in the order of the file."""
    text = read_text(name, 16 * MAX_BYTES)
    kind = kind or _kind(name)
    try:
        document = read_yaml(text, name)
        found = _problems(document, kind)
        if repository is None or kind != "ownership":
            return found
        return (*found, *lint_on_github(document, repository, os.environ))
    except RuleError as error:
        return error.problems


def _problems(document: Document, kind: str) -> tuple[Problem, ...]:
    if kind == "ownership":
        return read_ownership((document,))[1]
    if kind == "monday":
        decode(document, MondayFile)
        return ()
    return settings_problems(document, compose(load(), document))


def _kind(name: str) -> str:
    stem = PurePath(name).name.lower()
    if "owner" in stem:
        return "ownership"
    if "onesitting" in stem:
        return "rules"
    if "monday" in stem:
        return "monday"
    raise Refused(f"{name}: say with --kind what it is: " + " or ".join(KINDS))
