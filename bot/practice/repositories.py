"""Repositories: a real git repository with issues, pull requests, labels and check runs around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.emitting import emit, heard
from bot.practice.issues import PracticeIssue
from bot.practice.labels import Label
from bot.practice.object_writer import Signature
from bot.practice.pull_requests import PracticeCommit, PracticePullRequest
from bot.practice.render.pushes import render_push

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.practice.accounts import Account
    from bot.practice.checks import PracticeCheckRun
    from bot.practice.comments import PracticeComment
    from bot.practice.git_store import Content, GitStore
    from bot.practice.world import World


class PracticeRepository:
    """A repository. Made by `practice.create_repository` or `practice.mirror`."""

    def __init__(
        self,
        world: World,
        owner: Account,
        name: str,
        git: GitStore,
        *,
        private: bool,
        default_branch: str,
        parent: PracticeRepository | None = None,
    ) -> None:
        self.world = world
        self.owner = owner
        self.name = name
        self.git = git
        self.id = world.next_id("repository")
        self.private = private
        self.default_branch = default_branch
        self.parent = parent
        self.archived = False
        self.deleted = False
        self.created_at: datetime = world.now()
        self.updated_at: datetime = world.now()
        self.branches: dict[str, str] = {}
        self.issues: dict[int, PracticeIssue] = {}
        self.comments: dict[int, PracticeComment] = {}
        self.labels: dict[str, Label] = {}
        self.check_runs: dict[int, PracticeCheckRun] = {}
        self.suites: dict[tuple[str, int], int] = {}
        self.suites_asked_again: set[int] = set()
        self.collaborators: dict[str, str] = {owner.login.lower(): "admin"}
        self.associations: dict[str, str] = {}
        world.repositories[self.id] = self
        world.names[self.full_name.lower()] = self.id

    @property
    def full_name(self) -> str:
        """Owner, name: `acme/shop`."""
        return f"{self.owner.login}/{self.name}"

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"R_kgDO{self.id}"

    @property
    def pull_requests(self) -> list[PracticePullRequest]:
        """Its pull requests, oldest first."""
        return [issue for issue in self.issues.values() if isinstance(issue, PracticePullRequest)]

    @property
    def head(self) -> str:
        """The commit at the tip of the default branch."""
        return self.branches[self.default_branch]

    def open_issue(
        self,
        *,
        title: str,
        body: str | None = "",
        author: Account,
        association: str | None = None,
        labels: Sequence[str] = (),
    ) -> PracticeIssue:
        """Open an issue; its author's labels come with it, as an issue form puts them on."""
        issue = PracticeIssue(self, self._next_number(), title, body, author)
        issue.set_association = association
        self.issues[issue.number] = issue
        issue.opened(labels)
        return issue

    def open_pull_request(
        self,
        *,
        title: str,
        body: str | None = "",
        author: Account,
        branch: str = "topic",
        files: Mapping[str, Content] | None = None,
        commits: Sequence[PracticeCommit] = (),
        base: str | None = None,
        draft: bool = False,
        fork: bool = False,
        association: str | None = None,
        labels: Sequence[str] = (),
        base_sha: str | None = None,
        head_sha: str | None = None,
    ) -> PracticePullRequest:
        """Open a pull request from files (one commit), from commits, or from two commits that exist already."""
        base = base or self.default_branch
        start = base_sha or self.branches[base]
        if start == self.git.repository.empty_tree:  # a first commit, shown as a change of nothing
            start = self.write_commits(None, (PracticeCommit("Nothing yet"),), self.owner)
        if head_sha is None:
            wanted = commits or (PracticeCommit(title, files or {}),)
            head_sha = self.write_commits(start, wanted, author)
        head_repository = self._fork(author) if fork else self
        head_repository.branches[branch] = head_sha
        number = self._next_number()
        pull = PracticePullRequest(
            self, number, title, body, author, head_repository=head_repository, branch=branch, base=base,
            base_sha=start, head_sha=head_sha, draft=draft, fixed_base=start if base_sha is not None else None,
        )  # fmt: skip
        pull.set_association = association
        self.issues[number] = pull
        self.git.set_ref(f"refs/pull/{number}/head", head_sha)
        if not fork:
            self.git.set_ref(f"refs/heads/{branch}", head_sha)
        pull.opened(labels)
        return pull

    def commit(
        self,
        files: Mapping[str, Content],
        message: str = "Change",
        *,
        author: Account | None = None,
        branch: str | None = None,
    ) -> str:
        """Commit to a branch (the default one) and return the commit's id."""
        return self.commit_to(branch or self.default_branch, PracticeCommit(message, files), author or self.owner)

    def commit_to(self, branch: str, commit: PracticeCommit, who: Account, *, merging: str | None = None) -> str:
        """Put one commit on a branch, as a merge of `merging` where given."""
        before = self.branches.get(branch)
        sha = self.write_commits(before, (commit,), who, merging=merging)
        self.moved(branch, before, sha, who)
        return sha

    def moved(self, branch: str, before: str | None, after: str, who: Account) -> None:
        """Point a branch at a commit and tell of the push."""
        self.branches[branch] = after
        self.updated_at = self.world.now()
        if self.parent is None:
            self.git.set_ref(f"refs/heads/{branch}", after)
        if heard(self, "push"):
            emit(self.world, self, "push", None, who, **render_push(self, branch, before, after, who))

    def write_commits(
        self, start: str | None, commits: Sequence[PracticeCommit], who: Account, *, merging: str | None = None
    ) -> str:
        """Write commits one on the other and return the last one's id; no branch moves."""
        head = start
        for wanted in commits:
            at = wanted.at or self.world.now()
            author = Signature(wanted.author_name or who.name, wanted.author_email or who.email, at)
            committer = Signature(wanted.committer_name or author.name, wanted.committer_email or author.email, at)
            parents = tuple(sha for sha in (head, merging) if sha is not None)
            head = self.git.write(parents, wanted.files, wanted.message, author, committer)
        if head is None:
            raise ValueError("at least one commit is needed")
        return head

    def resolve(self, ref: str) -> str | None:
        """Return the commit that a ref names: a branch, refs/heads/..., refs/pull/N/head, HEAD, or an id."""
        name = ref.removeprefix("refs/").removeprefix("heads/")
        if name in ("", "HEAD"):
            name = self.default_branch
        if name in self.branches:
            return self.branches[name]
        match name.split("/"):
            case ["pull", number, "head"] if number.isdecimal() and int(number) in self.issues:
                issue = self.issues[int(number)]
                return issue.head_sha if isinstance(issue, PracticePullRequest) else None
        return self.git.find(name)

    def label(self, name: str, *, color: str = "ededed", description: str | None = None) -> Label:
        """Return the label of this name, made where the repository has none."""
        key = name.lower()
        if key not in self.labels:
            number = self.world.next_id("label")
            self.labels[key] = Label(number, self.full_name, name, color, description)
        return self.labels[key]

    def collaborator(self, account: Account, permission: str = "write") -> None:
        """Give an account a permission: read, triage, write, maintain or admin; "none" takes it away."""
        self.collaborators[account.login.lower()] = permission

    def permission_of(self, account: Account) -> str:
        """Return an account's permission; everybody may read a public repository."""
        return self.collaborators.get(account.login.lower(), "none" if self.private else "read")

    def association_of(self, account: Account) -> str:
        """Return what an account is to the repository, in GitHub's words."""
        if account.login.lower() in self.associations:
            return self.associations[account.login.lower()]
        if account is self.owner:
            return "OWNER"
        if self.collaborators.get(account.login.lower(), "none") in ("triage", "write", "maintain", "admin"):
            return "MEMBER" if self.owner.type == "Organization" else "COLLABORATOR"
        return "NONE"

    def check_runs_on(self, sha: str) -> list[PracticeCheckRun]:
        """Return the check runs on a commit, oldest first."""
        return [run for run in self.check_runs.values() if run.head_sha == sha]

    def suite(self, sha: str, app_id: int) -> int:
        """Return the id of an app's check suite on a commit."""
        return self.suites.setdefault((sha, app_id), self.world.next_id("check_suite"))

    def rename(self, full_name: str) -> None:
        """Give it another name or owner; the number stays, and the old name leads here still."""
        before = self.name
        login, _, self.name = full_name.partition("/")
        self.owner = self.world.account(login, self.owner.type)
        self.world.names[self.full_name.lower()] = self.id
        for label in self.labels.values():
            label.full_name = self.full_name
        changes = {"repository": {"name": {"from": before}}}
        emit(self.world, self, "repository", "renamed", self.owner, changes=changes)

    def _fork(self, owner: Account) -> PracticeRepository:
        """Return the owner's fork; it shares the git objects, as forks do."""
        fork = self.world.repository(f"{owner.login}/{self.name}")
        if fork is not None:
            return fork
        return PracticeRepository(
            self.world, owner, self.name, self.git, private=self.private, default_branch=self.default_branch,
            parent=self,
        )  # fmt: skip

    def _next_number(self) -> int:
        return max(self.issues, default=0) + 1
