"""The shell script that builds a branch for each part, with plain git: bash and zsh, refusable and undoable."""

from __future__ import annotations

import re
import shlex
import unicodedata
from typing import TYPE_CHECKING

from bot.splitting.patches import chains

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.facts.change import FileChange
    from bot.facts.split import SplitFile, SplitPart, SplitPlan

_HEAD = """\
#!/usr/bin/env bash
# Builds one branch for each part of a pull request, with plain git. Run it inside the repository, with bash or zsh.
# Undo: run it again with the word "undo": branches that you have not changed since are removed, others are kept.
set -eu
say() { printf '%s\\n' "$*" >&2; }
here=$(cd "$(dirname "$0")" && pwd)
cd "$(git rev-parse --show-toplevel)"
record=$(git rev-parse --absolute-git-dir)/onesitting-split
if [ "${1:-}" = undo ]; then
  [ -f "$record" ] || { say 'There is nothing to undo here.'; exit 2; }
  while read -r tip branch; do
    if [ "$(git rev-parse -q --verify "refs/heads/$branch" || true)" = "$tip" ]; then
      git branch -q -D "$branch" && say "removed $branch"
    else
      say "kept $branch: it is not as this script left it"
    fi
  done < "$record"
  rm -f "$record"
  exit 0
fi
"""
_CHECKS = """\
git cat-file -e "$base^{commit}" 2>/dev/null || { say "The base $base is not here: git fetch it first."; exit 2; }
git cat-file -e "$head^{commit}" 2>/dev/null || { say "The head $head is not here: git fetch it first."; exit 2; }
[ -z "$(git status --porcelain)" ] || { say 'There is uncommitted work: commit or stash it first.'; exit 2; }
[ ! -e "$record" ] || { say "An earlier run is not undone: bash $0 undo"; exit 2; }
start=$(git symbolic-ref -q --short HEAD || git rev-parse HEAD)
failed() { git reset -q --hard; git checkout -q "$start"; say "Nothing was pushed. Undo with: bash $0 undo"; }
trap failed EXIT
: > "$record"
begin() { # branch, where it starts
  ! git rev-parse -q --verify "refs/heads/$1" > /dev/null || { say "There is a branch $1 already."; exit 2; }
  git checkout -q -b "$1" "$2"
}
finish() { # branch, title
  git -c core.hooksPath=/dev/null commit -q -m "$2"
  printf '%s %s\\n' "$(git rev-parse HEAD)" "$1" >> "$record"
  say "built $1"
}
"""
_TAIL = """\
trap - EXIT
git checkout -q "$start"
say "Push them with: git push -u origin 'refs/heads/"$prefix"/*'"
"""


def patch_name(number: int) -> str:
    """Return the name of a part's patch file."""
    return f"part-{number}.patch"


def script_of(plan: SplitPlan, files: Sequence[FileChange], base: str, head: str) -> tuple[str, str]:
    """Return the script and "", or "" and in words why there is none.

    `base` and `head` are commit ids; empty ones are asked for in the environment variables BASE and HEAD.
    """
    by_path = {file.path: file for file in files}
    for part in plan.parts:
        for text in (part.title, *(path for file in part.files for path in (file.path, file.old_path or ""))):
            if _unseen(text):
                return (
                    "",
                    "a path holds a character that cannot be seen; what a person reads must be what the shell runs",
                )
    lines = [_HEAD, f"base={shlex.quote(base)}" if base else "base=${BASE:?set BASE to the commit the change began at}"]
    lines += [f"head={shlex.quote(head)}" if head else "head=${HEAD:?set HEAD to the commit the change ended at}"]
    lines += ["prefix=${ONESITTING_PREFIX:-split}", _CHECKS]
    for chain in chains(plan):
        on = '"$base"'
        for number in chain:
            part = plan.parts[number - 1]
            branch = f'"$prefix"/{number}-{_slug(part.title)}'
            lines += [f"# Part {number}", f"begin {branch} {on}", *_steps(part, by_path)]
            lines += [f"finish {branch} {shlex.quote(part.title)}", ""]
            on = branch
    return "\n".join([*lines, _TAIL]), ""


def _steps(part: SplitPart, files: Mapping[str, FileChange]) -> Iterator[str]:
    if any(not file.whole for file in part.files):
        yield f'git apply --index --whitespace=nowarn "$here"/{patch_name(part.number)}'
    for file in part.files:
        if file.whole:
            yield from _whole(file, files[file.path])


def _whole(shown: SplitFile, file: FileChange) -> Iterator[str]:
    """Yield how a file that goes as a whole is taken from the head."""
    path = shlex.quote(f":(top,literal){file.path}")
    if file.status == "removed":
        yield f"git rm -q -f -- {path}"
        return
    if file.status == "renamed" and shown.old_path:
        yield f"git rm -q -f -- {shlex.quote(f':(top,literal){shown.old_path}')}"
    if file.status == "type_changed":
        yield f"git rm -q -r -f -- {path}"
    yield f'git checkout -q "$head" -- {path}'


def _slug(title: str) -> str:
    """Return a few plain words of a title for a branch name."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words[:5])[:40].strip("-") or "part"


def _unseen(text: str) -> bool:
    """Return whether a text holds a control, bidirectional, zero-width or otherwise invisible character."""
    return any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or char == "\ufffd" for char in text)
