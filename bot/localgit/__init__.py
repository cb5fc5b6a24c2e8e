"""Git on a repository that may be hostile: nothing of it is executed, nothing in it is written.

The repository's own configuration, hooks, attributes and filters never take part. `open_repository` asks git where the
objects and refs are, copies the refs into an empty bare directory of our own, and borrows the objects read-only; every
later command runs there. What a repository can configure to run a program (external diffs, textconv, filters, hooks,
fsmonitor, pagers, signature checks, lazy fetches) therefore does not exist for those commands.
"""

from bot.localgit.commits import LocalCommit, commits_between
from bot.localgit.contents import read_file
from bot.localgit.diff import diff, diff_between
from bot.localgit.errors import GitFailed
from bot.localgit.merged import MergedChange, default_branch, recent_changes
from bot.localgit.repository import LocalRepository, borrow_repository, create_bare, open_repository
from bot.localgit.revisions import Range, merge_base, read_range, resolve

__all__ = [
    "GitFailed",
    "LocalCommit",
    "LocalRepository",
    "MergedChange",
    "Range",
    "borrow_repository",
    "commits_between",
    "create_bare",
    "default_branch",
    "diff",
    "diff_between",
    "merge_base",
    "open_repository",
    "read_file",
    "read_range",
    "recent_changes",
    "resolve",
]
