"""A file as it was at a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localgit.revisions import resolve

if TYPE_CHECKING:
    from bot.localgit.repository import LocalRepository

FILE_LIMIT = 16 * 1024 * 1024


def read_file(repository: LocalRepository, revision: str, path: str, *, limit: int = FILE_LIMIT) -> bytes | None:
    """Return the bytes of a file at a revision, None where there is no such file; raises GitFailed.

    A symbolic link is its target's name; a directory or a submodule is None.
    """
    git = repository.git
    commit = resolve(repository, revision)
    entry = git.run("ls-tree", "-z", "--full-tree", commit, "--", path)
    for line in entry.split(b"\0"):
        head, _, name = line.partition(b"\t")
        if name == path.encode("utf-8", "surrogateescape") and head.split()[1] == b"blob":
            return git.run("cat-file", "blob", head.split()[2].decode("ascii"), limit=limit)
    return None
