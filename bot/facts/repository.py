"""Which repository, and the hint that names a thing to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SubjectKind = Literal[
    "pull_request", "rules_change", "issue", "merge_group", "commit", "comment", "history", "report", "question",
    "digest", "sweep",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository. `id` survives renames and transfers; the names are for people and for URLs.

    `web` is where people read it: another host than github.com on GitHub Enterprise Server.
    """

    id: int
    owner: str
    name: str
    private: bool = False
    default_branch: str = "main"
    web: str = "https://github.com"

    @property
    def full_name(self) -> str:
        """`owner/name`, as people write it."""
        return f"{self.owner}/{self.name}"

    def is_called(self, entry: str) -> bool:
        """Return whether an entry of a map means this repository: `owner/name`, `name`, `owner/*` or `*`."""
        owner, name = self.owner.casefold(), self.name.casefold()
        return entry.casefold() in {f"{owner}/{name}", name, f"{owner}/*", "*"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing we keep right. The queue holds subjects, not events.

    A pull request (and a "rules_change", what it proposes for rules and map) or an issue has its `number`, a comment
    that may hold commands its id as `number`. A merge group and a commit (whose pull requests are yet to be found) have
    number 0 and their `sha`; the history of a repository's labelled issues has number 0. A Monday report and its Friday
    question belong to an installation (repository 0): `full_name` is where they go, `sha` the installation's id and the
    week, "12:2026-W47". A sweep belongs to an installation, too, and its `sha` is the installation's id.
    """

    kind: SubjectKind
    installation: int
    repository: int
    full_name: str
    number: int
    sha: str = ""

    @property
    def key(self) -> str:
        """The subject's name in the queue: stable over renames of the repository."""
        return f"{self.kind}:{self.repository}:{self.sha or self.number}"
