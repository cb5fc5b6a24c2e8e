"""A range of a local git repository as facts. The repository may be hostile: bot.localgit runs nothing of it."""

from pathlib import Path

from bot.cli.diff_limits import limited_diff
from bot.cli.exits import NOT_ANALYSED, USAGE, Refused
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.localgit import (
    GitFailed,
    LocalCommit,
    commits_between,
    diff_between,
    open_repository,
    read_file,
    read_range,
)
from bot.reading.diff import read_diff

ATTRIBUTES = ".gitattributes"


def read_local(directory: str, words: str) -> PullRequestFacts:
    """Return what the head of a range brings since it left the base. Raises Refused in git's words."""
    try:
        with open_repository(directory) as repository:
            base, head = read_range(repository, words)
            commits = commits_between(repository, base, head)
            text = diff_between(repository, base, head)
            attributes = None if base == repository.empty_tree else read_file(repository, base, ATTRIBUTES)
    except GitFailed as failure:
        raise _refused(failure) from None
    if not text.strip():
        raise Refused(f"{words} changes nothing: there is no diff to judge", NOT_ANALYSED)
    text, unseen = limited_diff(text)
    first = commits[0] if commits else None
    return PullRequestFacts(
        id=words,
        title=first.title if first else "",
        body=first.body if first else "",
        files=read_diff(text),
        author=Account(first.author_name if first else ""),
        commits=tuple(_commit(commit) for commit in commits),
        base_sha=base,
        head_sha=head,
        merge_base_sha=base,
        attributes=(attributes or b"").decode("utf-8", "replace"),
        unseen=unseen,
    )


def read_at_base(directory: str, words: str, path: str) -> tuple[str | None, str]:
    """Return a file's text at the base of a range (None where it does not exist) and the base's commit id."""
    try:
        with open_repository(directory) as repository:
            base = read_range(repository, words).base
            raw = None if base == repository.empty_tree else read_file(repository, base, path)
    except GitFailed as failure:
        raise _refused(failure) from None
    if raw is None:
        return None, base
    try:
        return raw.decode("utf-8"), base
    except UnicodeDecodeError as error:
        says = f"{path} at {base[:12]} in {Path(directory).name} is not UTF-8 text (byte {error.start})"
        raise Refused(says, USAGE) from None


def _commit(commit: LocalCommit) -> Commit:
    return Commit(
        commit.sha,
        commit.message,
        Signature(commit.author_name, commit.author_email, commit.author_date),
        Signature(commit.committer_name, commit.committer_email, commit.committer_date),
        parents=len(commit.parents),
    )


def _refused(failure: GitFailed) -> Refused:
    usage = {"not_a_repository", "unknown_revision", "no_commits", "git_missing", "git_too_old", "not_ours"}
    return Refused(str(failure), USAGE if failure.kind in usage else NOT_ANALYSED)
