"""Names of commits to their ids: revisions, ranges, merge bases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.localgit.errors import GitFailed

if TYPE_CHECKING:
    from bot.localgit.repository import LocalRepository


class Range(NamedTuple):
    """What a head brings, as a pull request shows it: from the commit where it left the base (`base`) to `head`.

    Both are object ids; `base` is the empty tree for a first commit.
    """

    base: str
    head: str


def resolve(repository: LocalRepository, revision: str) -> str:
    """Return the id of the commit that a revision names ("main", "v1.2", "HEAD~3", an id); raises GitFailed."""
    git = repository.git
    try:
        return git.text("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitFailed as failure:
        if failure.kind in {"too_slow", "git_missing"}:
            raise
        if not git.run("for-each-ref", "--count=1"):
            raise GitFailed("no_commits", f"{git.source}: the repository has no commits yet") from None
        says = f"{git.source}: git does not know the revision {revision!r}; fetch it, or check the spelling"
        raise GitFailed("unknown_revision", says) from None


def merge_base(repository: LocalRepository, one: str, other: str) -> str | None:
    """Return the commit where two revisions parted, None where they have no common history; raises GitFailed."""
    ids = resolve(repository, one), resolve(repository, other)
    try:
        return repository.git.text("merge-base", *ids).strip() or None
    except GitFailed as failure:
        if failure.kind == "failed":  # exit status 1 and not a word: unrelated histories
            return None
        raise


def read_range(repository: LocalRepository, words: str) -> Range:
    """Return the range that "BASE..HEAD", "BASE...HEAD" or "BASE" (up to HEAD) names; raises GitFailed.

    Two dots and three mean the same here, the change that the head brings. Where git compares the two ends, work that
    went on at the base meanwhile would count as removed by the head.
    """
    base_word, dots, head_word = words.partition("...")
    if not dots:
        base_word, dots, head_word = words.partition("..")
    base = resolve(repository, base_word or "HEAD")
    head = resolve(repository, head_word or "HEAD")
    return Range(merge_base(repository, base, head) or base, head)
