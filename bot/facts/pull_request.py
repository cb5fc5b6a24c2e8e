"""Everything that is so about one pull request, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.people import Account, Commit
from bot.facts.said import Said

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.change import FileChange
    from bot.facts.repository import Repository
    from bot.facts.ticks import Tick
    from bot.facts.wishes import Wish


@dataclass(frozen=True, slots=True)
class PullRequestFacts:
    """A pull request (or a local diff in the same shape: then number is 0 and the SHAs may be empty).

    `files` is in path order, whatever order GitHub or git gave. `unseen` says in words what could not be read
    ("GitHub lists 3,000 files at most; 412 more were not seen"). `attributes` is the text of `.gitattributes` at the
    base. `merge_base_sha` is the commit that the diff is against, empty where the commits leave it open. `now` is the
    moment of looking (UTC); the core has no clock. `timeline` are the names of timeline events and `via_app` the slug
    of the app that opened it in the author's name (`performed_via_github_app`); both are written by GitHub alone, and
    empty where they were not fetched. `open_by_author` are the numbers of the open pull requests of the same account
    here, None where nobody asked GitHub. `wishes` are what people asked for here, the first one first; `ticks` name who
    touched a box of the checklist last (whether it is ticked stands in `said`).
    """

    id: str
    title: str
    body: str
    files: tuple[FileChange, ...]
    author: Account = Account("")
    branch: str = ""
    commits: tuple[Commit, ...] = ()
    labels: tuple[str, ...] = ()
    number: int = 0
    repository: Repository | None = None
    base_ref: str = ""
    base_sha: str = ""
    head_sha: str = ""
    merge_base_sha: str = ""
    draft: bool = False
    state: str = "open"
    from_fork: bool = False
    author_association: str = ""
    attributes: str = ""
    unseen: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()
    via_app: str = ""
    open_by_author: tuple[int, ...] | None = None
    said: Said = Said()
    wishes: tuple[Wish, ...] = ()
    ticks: tuple[Tick, ...] = ()
    now: datetime | None = None
