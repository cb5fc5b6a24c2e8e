"""What the practice GitHub holds: the shipped examples, or the last changes of somebody's repository."""

from email.utils import parseaddr
from pathlib import Path

from bot.cli.demo_examples import ExampleCommit, ExamplePull, load_examples
from bot.cli.exits import NOT_ANALYSED, USAGE, Refused
from bot.localgit import GitFailed, MergedChange, open_repository, recent_changes
from bot.practice import PracticeCommit, PracticeGitHub, PracticeRepository


def build_examples(practice: PracticeGitHub) -> PracticeRepository:
    """Return the shop of the shipped examples, with its pull requests and issues opened."""
    examples = load_examples()
    shop = examples.repository
    repository = practice.create_repository(shop.full_name, files=shop.files)
    for login, association in shop.people.items():
        repository.associations[login] = association
        repository.collaborators[login] = "write"
    practice.install(repository.owner.login)
    for pull in examples.pulls:
        _open(practice, repository, pull)
    for issue in examples.issues:
        author = practice.account(issue.author)
        repository.open_issue(title=issue.title, body=issue.body, author=author, labels=issue.labels)
    return repository


def build_mirror(practice: PracticeGitHub, directory: str, last: int) -> PracticeRepository:
    """Return a mirror of a local repository with its last changes opened as pull requests, oldest first.

    Raises Refused where the repository cannot be read or has no change to show.
    """
    try:
        with open_repository(directory) as local:
            changes = recent_changes(local, last)
        if not changes:
            raise Refused(f"{directory}: there is no change in its history to show", NOT_ANALYSED)
        name = Path(directory).resolve().name.removesuffix(".git") or "repository"
        repository = practice.mirror(f"you/{_safe(name)}", Path(directory))
        practice.install(repository.owner.login)
        for change in reversed(changes):
            _replay(practice, repository, change)
    except GitFailed as failure:
        raise Refused(str(failure), USAGE) from None
    return repository


def _replay(practice: PracticeGitHub, repository: PracticeRepository, change: MergedChange) -> None:
    is_bot = change.author_name.endswith("[bot]")
    author = practice.account(_safe(change.author_name), "Bot" if is_bot else "User")
    repository.open_pull_request(
        title=change.title,
        body=change.body,
        author=author,
        branch=change.branch or f"change-{change.head_sha[:8]}",
        base_sha=change.base_sha,
        head_sha=change.head_sha,
    )


def _open(practice: PracticeGitHub, repository: PracticeRepository, pull: ExamplePull) -> None:
    repository.open_pull_request(
        title=pull.title,
        body=pull.body,
        author=practice.account(pull.author, pull.author_type, pull.author_id),
        branch=pull.branch,
        commits=[_commit(commit) for commit in pull.commits],
        draft=pull.draft,
        fork=pull.fork,
        labels=pull.labels,
    )


def _commit(commit: ExampleCommit) -> PracticeCommit:
    name, address = parseaddr(commit.author)
    return PracticeCommit(commit.message, commit.all_files(), name or commit.author, address)


def _safe(name: str) -> str:
    """Return a name as a login or a repository's name may be written."""
    kept = "".join(char if char.isascii() and (char.isalnum() or char in "-._[]") else "-" for char in name)
    return kept.strip("-.") or "someone"
