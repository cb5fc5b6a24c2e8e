"""The texts at base and head of the files that a plan may divide, from a local repository."""

import argparse
from collections.abc import Callable

from bot.cli.exits import NOT_ANALYSED, Refused
from bot.facts.pull_request import PullRequestFacts
from bot.journeys.planning import divisible
from bot.localgit import GitFailed, open_repository, read_file

Contents = dict[str, tuple[str | None, str | None]]
MOST_FILES = 300
"""Files whose texts are read: what comes after is proven from its hunks, and the proof says so."""


def contents_of(arguments: argparse.Namespace) -> Callable[[PullRequestFacts], Contents]:
    """Return what reads texts for these arguments: nothing where there is only a diff."""
    return lambda facts: read_contents(arguments.repo, facts) if arguments.repo else {}


def read_contents(directory: str, facts: PullRequestFacts) -> Contents:
    """Return texts by path; files that are not UTF-8 are left out. Raises Refused in git's words."""
    found: Contents = {}
    try:
        with open_repository(directory) as repository:
            for file in divisible(facts)[:MOST_FILES]:
                try:
                    texts = [
                        (read_file(repository, revision, path) or b"").decode("utf-8")
                        for revision, path in (
                            (facts.base_sha, file.old_path or file.path),
                            (facts.head_sha, file.path),
                        )
                    ]
                except UnicodeDecodeError:
                    continue
                found[file.path] = (texts[0], texts[1])
    except GitFailed as failure:
        raise Refused(str(failure), NOT_ANALYSED) from None
    return found
