"""Open a repository: a bare directory of our own that borrows its objects and knows its refs."""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.localgit.errors import GitFailed
from bot.localgit.run import Git, require_git, run_git

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT_ID = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_ANSWERS = 5
"""Lines with which git answers where a repository keeps its things."""


@dataclass(frozen=True, slots=True)
class LocalRepository:
    """A repository that can be read. `git` runs in our own directory; `git_directory` is the real one, for its name.

    `head` is the full name of the branch that is checked out, None where HEAD is detached. `shallow` are the commits
    whose parents a shallow clone does not have.
    """

    git: Git
    git_directory: Path
    object_format: str
    head: str | None
    shallow: frozenset[str]

    @property
    def empty_tree(self) -> str:
        """The id of the tree without files: the base of a first commit. Git knows it without storing it."""
        return _EMPTY_TREES[self.object_format]


_EMPTY_TREES = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


@contextmanager
def open_repository(path: Path | str) -> Iterator[LocalRepository]:
    """Open the repository at or around `path` (a work tree, a folder in it, or a bare repository).

    Nothing is written there. Raises GitFailed: not a repository, no such directory, git missing or too old.
    """
    with tempfile.TemporaryDirectory(prefix="onesitting-git-") as own:
        yield borrow_repository(path, Path(own))


def borrow_repository(path: Path | str, own: Path) -> LocalRepository:
    """Make the empty directory `own` a bare repository with the refs of the one at `path`, reading its objects through.

    What is written later is written to `own`. Raises GitFailed as open_repository does.
    """
    directory, source = Path(path), str(path)
    try:
        directory = directory.resolve()
        there = directory.is_dir()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # links in a ring, a folder we may not enter, a name too long or with NUL
        there = False
    if not there:
        raise GitFailed("not_a_repository", f"{path}: no such directory; name a directory inside a clone")
    require_git(Path(directory.anchor))
    question = ["rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--show-object-format",
                "--git-path", "objects", "--git-path", "shallow"]  # fmt: skip
    answer = run_git(["-C", str(directory), *question], at=own, source=source).decode("utf-8", "surrogateescape")
    lines = answer.removesuffix("\n").split("\n")
    if len(lines) != _ANSWERS:
        raise GitFailed("failed", f"{source!r}: a folder with a line end in its name cannot be read; rename it")
    git_dir, _common, object_format, objects, shallow_file = lines
    theirs = Git(Path(git_dir), source)
    shallow = _read_shallow(Path(shallow_file))
    head, head_line = _head(theirs)
    refs = theirs.run("for-each-ref", "--format=%(objectname) %(refname)")
    create_bare(own, object_format, borrow_from=Path(objects))
    (own / "HEAD").write_text(head_line + "\n")
    (own / "packed-refs").write_bytes(b"# pack-refs with: sorted \n" + refs)
    if shallow:
        (own / "shallow").write_text("".join(f"{sha}\n" for sha in sorted(shallow)))
    ours = Git(own, source)
    return LocalRepository(ours, Path(git_dir), object_format, head, shallow)


def _read_shallow(path: Path) -> frozenset[str]:
    """Return the commits at which a shallow clone ends; lines that name none are left out."""
    text = path.read_bytes().decode("ascii", "replace") if path.is_file() else ""
    return frozenset(filter(_OBJECT_ID.fullmatch, text.split()))


def _head(theirs: Git) -> tuple[str | None, str]:
    """Return the branch that is checked out, and the line that says so in a HEAD file."""
    try:
        head = theirs.text("symbolic-ref", "--quiet", "HEAD").strip()
    except GitFailed as detached:
        if detached.kind not in {"failed", "unknown_revision"}:
            raise
        sha = theirs.text("rev-parse", "--verify", "HEAD").strip()
        if not _OBJECT_ID.fullmatch(sha):
            raise GitFailed("failed", f"{theirs.source}: HEAD cannot be read; check out a branch") from None
        return None, sha
    return head, f"ref: {head}"


def create_bare(directory: Path, object_format: str = "sha1", *, borrow_from: Path | None = None) -> None:
    """Write an empty bare repository into a directory; `borrow_from` is an object directory to read through.

    By hand rather than with `git init`: no templates, no process.
    """
    for folder in ("objects/info", "objects/pack", "refs/heads"):
        (directory / folder).mkdir(parents=True, exist_ok=True)
    extension = "" if object_format == "sha1" else f"[extensions]\n\tobjectformat = {object_format}\n"
    version = 0 if object_format == "sha1" else 1
    (directory / "config").write_text(f"[core]\n\trepositoryformatversion = {version}\n\tbare = true\n{extension}")
    (directory / "HEAD").write_text("ref: refs/heads/main\n")
    if borrow_from is not None:
        line = _quoted(str(borrow_from))
        (directory / "objects/info/alternates").write_text(line + "\n", "utf-8", "surrogateescape")


def _quoted(path: str) -> str:
    """Return a path as a line of objects/info/alternates: plain, or in C quotes where it could be misread."""
    if path.isprintable() and not path.startswith(('"', "#")):
        return path
    return '"' + "".join(f"\\{byte:03o}" for byte in path.encode("utf-8", "surrogateescape")) + '"'
