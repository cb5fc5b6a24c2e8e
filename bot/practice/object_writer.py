"""Write git objects: blobs, trees and commits, without a process for each.

Format: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects. A burst of thousands of pushes is made in a test; git
itself reads what is written here, so a mistake cannot stay hidden.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

FILE, EXECUTABLE, SYMLINK, SUBMODULE, FOLDER = "100644", "100755", "120000", "160000", "40000"


class Entry(NamedTuple):
    """A file of a tree: its mode in git's octal words, and the id of its content."""

    mode: str
    sha: str


class Signature(NamedTuple):
    """Who wrote or committed, and when."""

    name: str
    email: str
    at: datetime

    def cleaned(self) -> Signature:
        """Return it without what git forbids in names and addresses."""
        name, email = ("".join(c for c in text if c not in "<>\n\0").strip() for text in (self.name, self.email))
        return Signature(name, email, self.at)

    def line(self) -> str:
        """Return the words git stores."""
        name, email, at = self.cleaned()
        return f"{name} <{email}> {int(at.timestamp())} {at.strftime('%z') or '+0000'}"


class ObjectWriter:
    """Writes into one object directory. `algorithm` is git's object format: sha1 or sha256."""

    def __init__(self, objects: Path, algorithm: str = "sha1") -> None:
        self._objects = objects
        self._algorithm = algorithm
        self._written: set[str] = set()

    def blob(self, content: bytes) -> str:
        """Store a file's content; return its id."""
        return self._store("blob", content)

    def tree(self, files: Mapping[str, Entry]) -> str:
        """Store the trees of a flat listing of paths; return the id of the topmost."""
        root: dict[str, object] = {}
        for path, entry in files.items():
            *folders, name = path.split("/")
            place = root
            for folder in folders:
                below = place.setdefault(folder, {})
                if not isinstance(below, dict):
                    raise ValueError(f"{path!r}: {folder!r} is a file already")  # noqa: TRY004 - the listing is wrong, not a type
                place = below
            place[name] = entry
        return self._tree(root)

    def commit(self, tree: str, parents: tuple[str, ...], author: Signature, committer: Signature, message: str) -> str:
        """Store a commit; return its id."""
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
        lines += [f"author {author.line()}", f"committer {committer.line()}", "", message.rstrip("\n") + "\n"]
        return self._store("commit", "\n".join(lines).encode("utf-8", "surrogateescape"))

    def _tree(self, listing: dict[str, object]) -> str:
        entries: list[tuple[bytes, bytes]] = []
        for name, below in listing.items():
            raw = name.encode("utf-8", "surrogateescape")
            if isinstance(below, Entry):
                entries.append((raw, b"%s %s\0%s" % (below.mode.encode(), raw, bytes.fromhex(below.sha))))
            elif isinstance(below, dict):
                sha = self._tree(below)
                entries.append((raw + b"/", b"%s %s\0%s" % (FOLDER.encode(), raw, bytes.fromhex(sha))))
        return self._store("tree", b"".join(line for _, line in sorted(entries)))

    def _store(self, kind: str, content: bytes) -> str:
        data = b"%s %d\0%s" % (kind.encode(), len(content), content)
        sha = hashlib.new(self._algorithm, data, usedforsecurity=False).hexdigest()
        if sha not in self._written:
            path = self._objects / sha[:2] / sha[2:]
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(data, 1))
            self._written.add(sha)
        return sha
