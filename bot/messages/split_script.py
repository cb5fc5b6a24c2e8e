"""The shell script that builds a branch for each part: plain git and awk, for bash and zsh; refusable and undoable.

It takes lines from the pull request's head by number and keeps no copy of them, so that a plan of any size fits a
comment. It changes no file on disk: branches are built in an index of their own. Before the first one is made it builds
everything once and compares the tree with the head's; a plan that no longer fits makes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.split import chains
from bot.messages.shell import shell_word
from bot.messages.split_engine import BUILD, CHECKS, START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import Range, SplitFile, SplitPlan

NO_SCRIPT = "a path or a title holds a character that cannot be seen; what a person reads must be what the shell runs"
_AT = "'\"$at\"'"  # a quotation is left for it and entered again
_SLUG_WORDS, _SLUG_LENGTH = 5, 40


class _NoWordError(Exception):
    """A text that has no honest shell word."""


def split_script(plan: SplitPlan, facts: PullRequestFacts, *, pinned: bool) -> tuple[str, str]:
    """Return the script and "", or "" and in words why there is none.

    `pinned`: base and head are named by their commits, which are here already. Otherwise the head is fetched from the
    pull request when the script runs, so that the same plan has the same script on every head.
    """
    try:
        return "\n".join([START, *_commits(facts, pinned=pinned), CHECKS, *_data(plan, facts), BUILD]), ""
    except _NoWordError:
        return "", NO_SCRIPT


def branch_names(plan: SplitPlan) -> dict[int, str]:
    """Return the branch of each part, by number, as the script names it where no other prefix was asked for."""
    return {part.number: f"split/{part.number}-{_slug(part.title)}" for part in plan.parts}


def _commits(facts: PullRequestFacts, *, pinned: bool) -> Iterator[str]:
    """Yield where base and head come from."""
    if pinned:
        yield f"base={_word(facts.base_sha)}" if facts.base_sha else "base=${BASE:?the commit the change began at}"
        yield f"head={_word(facts.head_sha)}" if facts.head_sha else "head=${HEAD:?the commit the change ended at}"
        return
    home = facts.repository
    remote = f"{home.web}/{home.full_name}.git" if home else "origin"
    yield f"remote=${{ONESITTING_REMOTE:-{_word(remote)}}}"
    yield f"head=$(fetched refs/pull/{facts.number}/head)"
    if facts.merge_base_sha:
        yield f"base={_word(facts.merge_base_sha)}"
    else:
        yield f'base=$(git merge-base "$(fetched {_word("refs/heads/" + facts.base_ref)})" "$head")'


def _data(plan: SplitPlan, facts: PullRequestFacts) -> Iterator[str]:
    """Yield what is in which part, and which branches there are."""
    renamed = {file.path for file in facts.files if file.status == "renamed"}
    yield "plan() {"
    for part in plan.parts:
        yield f"part {part.number} {_word(part.title)}"
        for file in part.files:
            yield f"take {_taken(file, renamed)}"
    yield "}\nbranches() {"
    for chain in chains(plan):
        for at, number in enumerate(chain, 1):
            yield f"branch {_slug(plan.parts[number - 1].title)} {' '.join(map(str, chain[:at]))}"
    yield "}"


def _taken(file: SplitFile, renamed: set[str]) -> str:
    old = f" {_word(file.old_path)}" if file.old_path and file.path in renamed else ""
    if file.whole:
        return f"{_word(file.path)} all{' -' if old else ''}{old}"
    removed = f" {_lines(file.removed)}" if file.removed or old else ""
    return f"{_word(file.path)} {_lines(file.added)}{removed}{old}"


def _lines(ranges: tuple[Range, ...]) -> str:
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in ranges) or "-"


def _word(text: str) -> str:
    """Return one shell word, always in quotes (zsh looks up `=word`), in which no `@` could call a person."""
    word = shell_word(text)
    if word is None:
        raise _NoWordError
    quoted = word if word.startswith("'") else f"'{word}'"
    return quoted.replace("@", _AT)


def _slug(title: str) -> str:
    """Return the first plain words of a title that fit into a branch name."""
    words = re.findall(r"[a-z0-9]+", title.lower())[:_SLUG_WORDS]
    kept = [word for at, word in enumerate(words) if len("-".join(words[: at + 1])) <= _SLUG_LENGTH]
    return "-".join(kept) or "part"
