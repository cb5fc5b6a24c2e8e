"""Where the change to judge comes from: a bundle, a diff, or a range of a local repository."""

import argparse
from dataclasses import replace
from pathlib import Path

from bot.cli.bundle import read_bundle
from bot.cli.exits import NOT_ANALYSED, USAGE, Refused
from bot.cli.inputs import given_name, read_diff_text, read_json, read_text
from bot.facts.people import Account
from bot.facts.pull_request import PullRequestFacts
from bot.reading.diff import read_diff


def add_change_arguments(parser: argparse.ArgumentParser, subject: str = "") -> None:
    """Add the arguments that name a change; with `subject`, its help, also one that stands on GitHub."""
    source = parser.add_mutually_exclusive_group(required=True)
    if subject:
        source.add_argument("subject", nargs="?", metavar="OWNER/REPO#7", help=subject)
    source.add_argument(
        "--input", type=given_name, metavar="PR.json", help="a pull request as one JSON object; - for standard input"
    )
    source.add_argument("--diff", type=given_name, metavar="FILE", help="a unified diff; - for standard input")
    source.add_argument("--repo", type=given_name, metavar="DIR", help="a local git repository, with --range")
    source.add_argument(
        "--batch",
        type=given_name,
        metavar="FILE",
        help="one JSON object a line, one answer a line; - for standard input",
    )
    parser.add_argument(
        "--range",
        type=given_name,
        metavar="A..B",
        help="the commits to judge, with --repo (A...B: since the merge base)",
    )
    parser.add_argument("--title", help="the pull request's title")
    parser.add_argument("--body-file", type=given_name, metavar="FILE", help="the pull request's description")
    parser.add_argument("--author", metavar="LOGIN", help="who opens it")
    parser.add_argument("--branch", metavar="NAME", help="the branch it comes from")
    parser.add_argument(
        "--rules",
        type=given_name,
        metavar="FILE",
        help="a repository's rules file (default with --repo: .github/onesitting.yml as it stands at the range's base)",
    )


def read_change(arguments: argparse.Namespace) -> PullRequestFacts:
    """Return the change that the arguments name. Raises Refused in words."""
    if bool(arguments.range) != bool(arguments.repo):
        raise Refused("--repo and --range go together: --repo . --range main...HEAD", USAGE)
    if arguments.repo:
        from bot.cli.local import read_local  # noqa: PLC0415 - git is not needed for a diff

        facts = read_local(arguments.repo, arguments.range)
    elif arguments.diff:
        facts = _from_diff(arguments.diff)
    else:
        facts = read_bundle(read_json(arguments.input))
    return _described(facts, arguments)


def _from_diff(name: str) -> PullRequestFacts:
    text, unseen = read_diff_text(name)
    files = read_diff(text)
    if not files:
        shown = "standard input" if name == "-" else name
        says = f"{shown} is not a diff: no `diff --git` or `---`/`+++` header was found (make one with `git diff`)"
        raise Refused(says, NOT_ANALYSED)
    return PullRequestFacts(
        id="stdin" if name == "-" else Path(name).name, title="", body="", files=files, unseen=unseen
    )


def _described(facts: PullRequestFacts, arguments: argparse.Namespace) -> PullRequestFacts:
    """Put what the command line says about the pull request above what the input says."""
    return replace(
        facts,
        title=facts.title if arguments.title is None else arguments.title,
        body=facts.body if arguments.body_file is None else read_text(arguments.body_file),
        author=facts.author if arguments.author is None else Account(arguments.author),
        branch=facts.branch if arguments.branch is None else arguments.branch,
    )
