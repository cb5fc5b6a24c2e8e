"""How a change shows its reasoning: where tools keep their sessions, and how people say who read, ran and answers.

Both stand in rules/agents.yml, the first in each tool's entry; the finding itself is bot.judgement.reasoning.
"""

import re
from dataclasses import dataclass, field

from bot.policy.line_patterns import LinePattern

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLog:
    """Where one tool keeps a plan, a session or a task's log, as changes name it.

    Either a page: `host` as it stands, and a pattern for all that follows the slash behind it, so that a link never
    leads to another host. Or a `trailer` whose value, matched by `id`, names it without a page that is known. `what` is
    the tool's own word for it. `examples` are texts that name one, `not_examples` near misses.
    """

    what: str = field(metadata={"doc": "What is read there, in one word: session, task, thread."})
    host: str = field(default="", metadata={"doc": "The host of its pages: `app.example.com`."})
    page: LinePattern | None = field(default=None, metadata={"doc": "All that follows the slash behind the host."})
    trailer: str = field(default="", metadata={"doc": "A trailer that names it without an address."})
    id: LinePattern | None = field(default=None, metadata={"doc": "The value of that trailer."})
    examples: tuple[str, ...] = field(default=(), metadata={"doc": "Texts that name one."})
    not_examples: tuple[str, ...] = field(default=(), metadata={"doc": "Near misses, which must not."})

    def __post_init__(self) -> None:
        """Refuse what would match no host or any."""
        if bool(self.host) == bool(self.trailer):
            raise ValueError("a log has either a `host` or a `trailer`")
        if self.host and not _HOST.fullmatch(self.host):
            raise ValueError(f"`{self.host}` is not the name of a host: write it like `app.example.com`")
        if bool(self.host) != (self.page is not None) or bool(self.trailer) != (self.id is not None):
            raise ValueError("a `host` goes with a `page`, a `trailer` with an `id`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """How people declare one thing in a description; every pattern matches a whole line, or the text of a ticked box.

    The first words below a line of `headings`, or behind its colon, are the declaration; so is a line of `lines`. What
    is said as "I" counts only where a person opened the pull request: `own_headings` and `own_lines`. A group called
    `said` is the part that is quoted.
    """

    headings: tuple[LinePattern, ...] = ()
    lines: tuple[LinePattern, ...] = ()
    own_headings: tuple[LinePattern, ...] = ()
    own_lines: tuple[LinePattern, ...] = ()
    examples: tuple[str, ...] = ()
    own_examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """What a description may declare: who `answers` review, and what a person `read` and `ran`.

    `prompts` match headings, or the summary of a fold, below which the plan or the prompt itself stands.
    """

    answers: Declaration = field(default_factory=Declaration)
    read: Declaration = field(default_factory=Declaration)
    ran: Declaration = field(default_factory=Declaration)
    prompts: tuple[LinePattern, ...] = ()
