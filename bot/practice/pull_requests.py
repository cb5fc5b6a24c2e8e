"""Pull requests: an issue with a branch behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.practice.issues import PracticeIssue
from bot.practice.render.pull_requests import render_pull_request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.localgit import LocalCommit
    from bot.practice.accounts import Account
    from bot.practice.checks import PracticeCheckRun
    from bot.practice.file_changes import FileChange
    from bot.practice.git_store import Content
    from bot.practice.repositories import PracticeRepository


@dataclass(frozen=True, slots=True)
class PracticeCommit:
    """A commit to be made: files by path (None deletes). Names left empty are the pull request author's."""

    message: str
    files: Mapping[str, Content] = field(default_factory=dict)
    author_name: str = ""
    author_email: str = ""
    committer_name: str = ""
    committer_email: str = ""
    at: datetime | None = None


class PracticePullRequest(PracticeIssue):
    """A pull request. Made by `repository.open_pull_request`.

    `base_sha` is the base branch when the head was last pushed. `fixed_base` holds where the comparison begins for one
    that was made from two given commits; otherwise it begins at the merge base with the branch as it is now.
    """

    is_pull_request = True
    event = "pull_request"

    def __init__(
        self,
        repository: PracticeRepository,
        number: int,
        title: str,
        body: str | None,
        author: Account,
        *,
        head_repository: PracticeRepository,
        branch: str,
        base: str,
        base_sha: str,
        head_sha: str,
        draft: bool,
        fixed_base: str | None = None,
    ) -> None:
        super().__init__(repository, number, title, body, author)
        self.id = repository.world.next_id("pull")
        self.head_repository = head_repository
        self.branch = branch
        self.base = base
        self.base_sha = base_sha
        self.head_sha = head_sha
        self.draft = draft
        self.fixed_base = fixed_base
        self.merged_at: datetime | None = None
        repository.world.nodes[self.node_id] = self

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"PR_kwDO{self.issue_id}"

    @property
    def from_fork(self) -> bool:
        """Whether the head lives in another repository."""
        return self.head_repository is not self.repository

    @property
    def comparison_base(self) -> str:
        """The commit its files are compared with: where the head left the base branch."""
        if self.fixed_base is not None:
            return self.fixed_base
        tip = self.repository.branches.get(self.base, self.base_sha)
        return self.repository.git.merge_base(tip, self.head_sha) or tip

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """The changed files, all of them, in path order."""
        return self.repository.git.changes(self.comparison_base, self.head_sha)

    @property
    def commits(self) -> tuple[LocalCommit, ...]:
        """Its commits, all of them, oldest first."""
        return self.repository.git.commits(self.comparison_base, self.head_sha)

    @property
    def commit_count(self) -> int:
        """How many commits it has."""
        return len(self.commits)

    @property
    def check_runs(self) -> list[PracticeCheckRun]:
        """The check runs on its head commit, oldest first."""
        return self.repository.check_runs_on(self.head_sha)

    def push(
        self,
        files: Mapping[str, Content] | None = None,
        *,
        message: str = "Change",
        author: Account | None = None,
        commits: Sequence[PracticeCommit] = (),
        force: bool = False,
    ) -> str:
        """Add commits to its branch and return the new head; with `force` they begin again at the base."""
        who = author or self.author
        before = self.head_sha
        start = self.comparison_base if force else self.head_sha
        wanted = commits or (PracticeCommit(message, files or {}),)
        self.head_sha = self.repository.write_commits(start, wanted, who)
        self.base_sha = self.repository.branches.get(self.base, self.base_sha)
        self.head_repository.moved(self.branch, before, self.head_sha, who)
        self.repository.git.set_ref(f"refs/pull/{self.number}/head", self.head_sha)
        self._did("synchronize", who, detail=wanted[-1].message, before=before, after=self.head_sha)
        return self.head_sha

    def ready(self, by: Account | None = None) -> None:
        """Mark a draft as ready for review."""
        self.draft = False
        self._did("ready_for_review", by or self.author)

    def convert_to_draft(self, by: Account | None = None) -> None:
        """Make it a draft again."""
        self.draft = True
        self._did("converted_to_draft", by or self.author)

    def merge(self, by: Account | None = None) -> str:
        """Merge it with a merge commit and return that commit."""
        who = by or self.repository.owner
        theirs = self.repository.git.tree(self.head_sha)
        files = {path: theirs.get(path) for path in self._touched()}
        message = f"Merge pull request #{self.number} from {self.head_repository.owner.login}/{self.branch}"
        commit = PracticeCommit(f"{message}\n\n{self.title}", files)
        self.fixed_base = self.comparison_base
        merged = self.repository.commit_to(self.base, commit, who, merging=self.head_sha)
        self.state, self.merged_at = "closed", self.repository.world.now()
        self.closed_at = self.merged_at
        self._did("closed", who, detail="merged")
        return merged

    def _touched(self) -> set[str]:
        paths = {change.path for change in self.changes}
        return paths | {change.previous_path for change in self.changes if change.previous_path is not None}

    def rendered(self) -> dict[str, object]:
        """Return the JSON that stands in its webhooks."""
        return {"number": self.number, "pull_request": render_pull_request(self)}
