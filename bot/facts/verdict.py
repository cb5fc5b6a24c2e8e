"""What we think of a pull request: numbers, evidence and the rule's place, as data.

The JSON of `onesitting score` is this type (see bot.facts.plain), so the words here are the words of the schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SCHEMA_VERSION = 1

Band = Literal["fits_one_sitting", "needs_sittings", "not_analysed"]
Mode = Literal["off", "observe", "comment", "block"]
Outcome = Literal["agent", "assisted", "human_with_suggestions", "automation", "unknown"]
Confidence = Literal["high", "medium", "low"]
Channel = Literal[
    "opener", "app", "timeline", "commit_author", "committer", "trailer", "branch", "body", "label", "title",
    "disclosure",
]  # fmt: skip
FileKind = Literal[
    "source", "test", "configuration", "documentation", "migration", "generated", "vendored", "lock", "snapshot",
    "minified", "data", "i18n", "binary", "rename_only", "mode_only", "deleted", "submodule",
]  # fmt: skip
Counts = Literal["to_review", "tests", "set_aside"]
"""The three line counts of MANNERS.md: never one number."""
LineKind = Literal["semantic", "systematic", "moved", "import", "comment", "whitespace"]
"""What was done to a changed line; every one has exactly one kind, and `semantic` is what no other kind explains."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a path and a range of lines (first, last), counted in the new file ("new") or the old one ("old").

    `lines` is None where the whole file is meant.
    """

    path: str
    lines: tuple[int, int] | None = None
    side: Literal["new", "old"] = "new"
    note: str = ""


@dataclass(frozen=True, slots=True)
class RulePlace:
    """Where a rule stands: file, line, and the revision of the file that was in force."""

    file: str
    line: int
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason. `level` is "notice" (warning band) or "act" (a person must act).

    `value` and `limit` are for machines, `says` and `fix` for people; `fix` is the smallest change that clears it.
    Foreign text inside `says` and `fix` is raw: bot.messages makes it inert.
    """

    rule: str
    level: Literal["notice", "act"]
    value: float | int | str
    limit: float | int | str
    says: str
    fix: str
    evidence: tuple[Place, ...] = ()
    mode: Mode = "comment"
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that was looked at, fired or not: the explain view shows all of them.

    `evaluated` is False where a fact was missing that only GitHub can tell: the rule neither fired nor passed.
    """

    rule: str
    fired: bool
    value: float | int | str
    limit: float | int | str
    why: str
    mode: Mode = "comment"
    place: RulePlace | None = None
    evaluated: bool = True


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Changed lines (added plus removed) in three piles that sum to the whole change."""

    to_review: int = 0
    tests: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class LineKinds:
    """Changed lines by what was done to them. Files set aside are not looked into and add to none of these.

    `unseen` lines are known by their number only; they cost what semantic ones cost.
    """

    semantic: int = 0
    systematic: int = 0
    moved: int = 0
    imports: int = 0
    comments: int = 0
    whitespace: int = 0
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Contribution:
    """A part of the minutes, in words ("412 lines of source", "7 files")."""

    what: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes a reviewer needs by the public rate table, and how many sittings that is."""

    minutes: float
    sittings: int
    lines: LineCounts
    contributions: tuple[Contribution, ...] = ()  # the largest first, at most three
    budget_minutes: int = 60
    warn_minutes: int = 30
    line_kinds: LineKinds = field(default_factory=LineKinds)


@dataclass(frozen=True, slots=True)
class AuthorshipSign:
    """One piece of evidence: its channel, the text that matched, and whether anybody could have put it there.

    `agent` is the tool's name, `entry` the id of the rule that knows it, `model` the model that this piece names, and
    `confidence` how sure it is by itself.
    """

    channel: Channel
    signal: str
    forgeable: bool
    agent: str = ""
    entry: str = ""
    model: str = ""
    confidence: Confidence = "medium"


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who wrote it, as far as the evidence goes. Absence of evidence is "unknown", never "human".

    `declared` is what the description says by itself: that AI was used, that it was not, or nothing.
    """

    outcome: Outcome = "unknown"
    agent: str | None = None
    model: str | None = None
    confidence: Confidence = "low"
    evidence: tuple[AuthorshipSign, ...] = ()
    declared: Literal["used", "not_used", "nothing"] = "nothing"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which of a repository's settings the change was judged by, and why.

    "paths": those of an entry for the paths that it touches. "agent_authored": those that a maintainer set for what
    agents wrote, on top of an entry for paths where one holds. `budget_minutes` is then what one sitting is
    for other changes, `place` where they stand. `why` is empty where the repository has one set for all.
    """

    name: Literal["ordinary", "paths", "agent_authored"] = "ordinary"
    why: str = ""
    budget_minutes: int = 0
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class ReasoningLog:
    """Where a plan, a session or a task's log can be read, as the change itself says.

    `what` is the tool's word for it ("session", "task"; "description": it stands there under the heading `text`). `url`
    is given only for a page of a host that the rules know; else `text`, raw foreign text, is an id without a page.
    """

    what: str
    agent: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What a change by an agent, or with one, shows of how it came about; the description's own words, never checked.

    `answers`, `read` and `ran` quote who answers review and what a person read and ran. Foreign text is raw.
    """

    logs: tuple[ReasoningLog, ...] = ()
    answers: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    ran: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """How far what a person has to read reaches; tests, documents and what is set aside do not count.

    `packages` are packages or top-level folders, or the folders of the only one; `layers` those of the rules
    (`interface`, `storage`, ...). `riders` are small groups that share no name with the rest, by their largest file.
    """

    packages: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    riders: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaTouched:
    """A product area of the ownership map with files of this change: its id, the login of its owner, and how much.

    `lines` are to review or of tests; what was set aside is in `files` only.
    """

    id: str
    owner: str
    files: int
    lines: int


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file: its kind, why it is of that kind, and which pile its lines are in.

    `rule` is the id of the entry of the file rules that matched its path or first lines; empty where none did.
    """

    path: str
    kind: FileKind
    reason: str
    counts: Counts
    added: int
    removed: int
    minutes: float = 0.0
    old_path: str | None = None
    note: str = ""
    rule: str = ""
    line_kinds: LineKinds = field(default_factory=LineKinds)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to look at in this very diff.

    `id` (16 hexadecimal digits) stays the same as long as the question and the text of the lines it is about do,
    wherever in the file they stand: by it a tick is found again.
    """

    says: str
    place: Place | None = None
    rule: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole judgement. The same facts and rules give the same verdict, byte for byte."""

    id: str
    band: Band
    effort: Effort
    authorship: Authorship
    findings: tuple[Finding, ...] = ()
    signals: tuple[Signal, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    files: tuple[FileReading, ...] = ()
    reasoning: Reasoning | None = None  # None: no agent wrote it and no tool is known to have helped
    scope: Scope = field(default_factory=Scope)
    areas: tuple[AreaTouched, ...] = ()  # the largest first; empty without an ownership map
    unseen: tuple[str, ...] = ()  # what was not analysed, in words
    mode: Mode = "observe"
    settings: Settings = field(default_factory=Settings)
    silenced_by: str = ""  # what silences words here (a label, a line of the description); empty: nothing
    expedited_by: str = ""  # who let this commit be merged without the verdict; empty: nobody
    head_sha: str = ""
    rules_revision: str = ""
    schema_version: int = SCHEMA_VERSION
