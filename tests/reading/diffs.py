"""Diffs for tests: real ones made by git in a folder, and changes built by hand."""

from __future__ import annotations

import difflib
import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.facts.change import FileChange
from bot.reading.patch import read_patch

if TYPE_CHECKING:
    from pathlib import Path

_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_DATE": "2026-01-01T00:00Z"}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, untouched by the machine's own settings, and return what it says."""
    person = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "init.defaultBranch=main")
    run = subprocess.run(  # noqa: S603 - the arguments are the tests' own
        ("git", "-C", str(folder), *person, *arguments),  # noqa: S607 - whichever git the developer uses
        capture_output=True, check=True, env=os.environ | _ALONE,
    )  # fmt: skip
    return run.stdout.decode("utf-8", "replace")


def commit_all(folder: Path) -> None:
    """Commit everything in a folder; the first call makes it a repository."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "step")


def unified(old: str, new: str) -> str:
    """Return the hunks between two texts whose lines end with a newline, without a file header."""
    lines = difflib.unified_diff(old.split("\n")[:-1], new.split("\n")[:-1], lineterm="", n=3)
    return "\n".join(list(lines)[2:])


def change(path: str, old: str = "", new: str = "", **facts: Any) -> FileChange:  # noqa: ANN401 - fields by name
    """Return a file's change from one text to another, lines ending with newlines."""
    hunks = read_patch(patch) if (patch := unified(old, new)) else ()
    signs = [line.sign for hunk in hunks for line in hunk.lines]
    plain = FileChange(
        path,
        status="modified" if old and new else "removed" if old else "added",
        additions=signs.count("+"),
        deletions=signs.count("-"),
        hunks=hunks,
    )
    return replace(plain, **facts)


def numbered(first: int, last: int, word: str = "line") -> str:
    """Return lines that are all different: `line 1 of many words` and so on, both ends included."""
    return "".join(f"{word} {number} of many words\n" for number in range(first, last + 1))
