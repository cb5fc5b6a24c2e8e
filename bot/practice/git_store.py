"""A repository's real git directory: writes commits, and answers from git what GitHub would answer from it.

What is asked about two commits never changes, so it is remembered by their ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from bot.localgit import GitFailed, LocalRepository, borrow_repository, create_bare, diff_between, resolve
from bot.localgit.commits import LocalCommit, commits_between, log
from bot.localgit.run import Git
from bot.practice.file_changes import FileChange, read_changes
from bot.practice.lineage import Lineage
from bot.practice.object_writer import EXECUTABLE, FILE, SUBMODULE, Entry, ObjectWriter, Signature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


Content: TypeAlias = str | bytes | Entry | None
"""What a commit does to a path: text, bytes, a mode with an id that exists (a link, a submodule), or None: delete."""

_REMEMBERED_BLOB = 1 << 20
_REF = re.compile(r"refs/[\w/+@#=,-][\w./+@#=,-]*")
_NAME_OF_COMMIT = re.compile(r"[0-9a-f]{7,64}|(tags|remotes)/[^\s:^~]+")


@dataclass(slots=True, eq=False)
class GitStore:
    """One bare repository. `mirrored` objects are read through from elsewhere and never written there."""

    repository: LocalRepository
    writer: ObjectWriter
    _trees: dict[str, dict[str, Entry]] = field(default_factory=dict)
    _blobs: dict[str, bytes] = field(default_factory=dict)
    _lineage: Lineage = field(default_factory=Lineage)
    _commits: dict[str, LocalCommit] = field(default_factory=dict)
    _bases: dict[tuple[str, str], str | None] = field(default_factory=dict)
    _ranges: dict[tuple[str, str], tuple[LocalCommit, ...]] = field(default_factory=dict)
    _changes: dict[tuple[str, str], tuple[FileChange, ...]] = field(default_factory=dict)

    @classmethod
    def new(cls, directory: Path, name: str) -> GitStore:
        """Make an empty repository in a directory."""
        create_bare(directory)
        repository = LocalRepository(Git(directory, name), directory, "sha1", "refs/heads/main", frozenset())
        return cls(repository, ObjectWriter(directory / "objects"))

    @classmethod
    def mirror(cls, directory: Path, source: Path) -> GitStore:
        """Make a repository that reads through to the one at `source`; raises GitFailed."""
        directory.mkdir(parents=True)
        repository = borrow_repository(source, directory)
        return cls(repository, ObjectWriter(directory / "objects", repository.object_format))

    @property
    def git(self) -> Git:
        """Git at this repository."""
        return self.repository.git

    def write(
        self,
        parents: tuple[str, ...],
        files: Mapping[str, Content],
        message: str,
        author: Signature,
        committer: Signature,
    ) -> str:
        """Commit changes to the files of the first parent; return the commit's id."""
        listing = dict(self.tree(parents[0])) if parents else {}
        for path, content in files.items():
            if content is None:
                listing.pop(path, None)
                continue
            if isinstance(content, Entry):
                listing[path] = content
                continue
            raw = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
            sha = self.writer.blob(raw)
            if len(raw) <= _REMEMBERED_BLOB:
                self._blobs[sha] = raw
            mode = EXECUTABLE if path in listing and listing[path].mode == EXECUTABLE else FILE
            listing[path] = Entry(mode, sha)
        tree = self.writer.tree(listing)
        sha = self.writer.commit(tree, parents, author, committer, message)
        self._trees[sha] = listing
        self._lineage.add(written(sha, tree, parents, message, by=(author, committer)))
        return sha

    def set_ref(self, name: str, sha: str) -> None:
        """Point a ref at a commit, so that the repository can be cloned as it is; a name git forbids is left out."""
        if not _REF.fullmatch(name) or ".." in name or "//" in name or name.endswith((".lock", "/", ".")):
            return
        path = self.git.directory / name
        if path.is_dir() or any(parent.is_file() for parent in path.parents):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sha + "\n")

    def branches(self) -> dict[str, str]:
        """Return the branches that the repository had when it was mirrored, by short name."""
        listing = self.git.text("for-each-ref", "--format=%(objectname) %(refname)", "--", "refs/heads/")
        rows = (line.partition(" ") for line in listing.splitlines())
        return {ref.removeprefix("refs/heads/"): sha for sha, _, ref in rows}

    def tree(self, commit: str) -> dict[str, Entry]:
        """Return the files of a commit by path; raises GitFailed."""
        if commit not in self._trees:
            answer = self.git.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)
            listing: dict[str, Entry] = {}
            for line in answer.decode("utf-8", "surrogateescape").split("\0")[:-1]:
                head, _, path = line.partition("\t")
                mode, _, sha = head.split(" ")
                listing[path] = Entry(mode, sha)
            self._trees[commit] = listing
        return self._trees[commit]

    def file(self, commit: str, path: str) -> tuple[Entry, bytes] | None:
        """Return a file of a commit, None where there is none (or a folder, or a submodule)."""
        entry = self.tree(commit).get(path)
        if entry is None or entry.mode == SUBMODULE:
            return None
        content = self.blob(entry.sha)
        return (entry, content) if content is not None else None

    def blob(self, sha: str) -> bytes | None:
        """Return a blob's content, None where there is no such blob."""
        if sha in self._blobs:
            return self._blobs[sha]
        try:
            content = self.git.run("cat-file", "blob", "--end-of-options", sha)
        except GitFailed as failure:
            if failure.kind in {"failed", "unknown_revision", "missing_objects"}:
                return None
            raise
        if len(content) <= _REMEMBERED_BLOB:
            self._blobs[sha] = content
        return content

    def commit(self, sha: str) -> LocalCommit:
        """Return a commit; raises GitFailed."""
        if sha in self._lineage.commits:
            return self._lineage.commits[sha]
        if sha not in self._commits:
            self._commits[sha] = log(self.git, "--max-count=1", "--end-of-options", sha)[0]
        return self._commits[sha]

    def find(self, name: str) -> str | None:
        """Return the commit of an id (whole or abbreviated) or a tag; None where there is none."""
        if not _NAME_OF_COMMIT.fullmatch(name):
            return None
        try:
            return resolve(self.repository, name)
        except GitFailed:
            return None

    def merge_base(self, one: str, other: str) -> str | None:
        """Return where two commits parted, None for unrelated ones; raises GitFailed."""
        for commit in self._lineage.newer_than(one, other):
            other = commit.parents[0]
        if one == other:
            return one
        key = (one, other)
        if key not in self._bases:
            try:
                self._bases[key] = self.git.text("merge-base", "--end-of-options", one, other).strip() or None
            except GitFailed as failure:
                if failure.kind != "failed":
                    raise
                self._bases[key] = None
        return self._bases[key]

    def commits(self, base: str, head: str) -> tuple[LocalCommit, ...]:
        """Return the commits that head has and base has not, oldest first; raises GitFailed."""
        newest = tuple(self._lineage.newer_than(base, head))[::-1]
        key = (base, newest[0].parents[0] if newest else head)
        if key[0] != key[1] and key not in self._ranges:
            self._ranges[key] = commits_between(self.repository, *key)
        return (*self._ranges.get(key, ()), *newest)

    def changes(self, base: str, head: str) -> tuple[FileChange, ...]:
        """Return the files that differ between two commits; raises GitFailed."""
        key = (base, head)
        if key not in self._changes:
            self._changes[key] = read_changes(self.git, base, head)
        return self._changes[key]

    def diff(self, base: str, head: str) -> str:
        """Return the diff between two commits as text; raises GitFailed."""
        return diff_between(self.repository, base, head)


def written(
    sha: str, tree: str, parents: tuple[str, ...], message: str, *, by: tuple[Signature, Signature]
) -> LocalCommit:
    """Return what git will say about a commit that was just written; `by` are author and committer."""
    author, committer = by[0].cleaned(), by[1].cleaned()
    return LocalCommit(
        sha=sha,
        tree=tree,
        parents=parents,
        author_name=author.name,
        author_email=author.email,
        author_date=author.at.isoformat(timespec="seconds"),
        committer_name=committer.name,
        committer_email=committer.email,
        committer_date=committer.at.isoformat(timespec="seconds"),
        message=message.rstrip("\n"),
    )
