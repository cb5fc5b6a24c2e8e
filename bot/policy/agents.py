"""The shape of rules/agents.yml: how coding agents, assistants, reviewers and automation sign their work.

A repository's own entries have the same shape. What the words mean, and how evidence is weighed, is in
docs/authorship.md; the judging itself is bot.judgement.authorship.
"""

from dataclasses import dataclass, field
from typing import Literal, Self

import re2

from bot.facts.verdict import Confidence, RulePlace
from bot.policy.patterns import Pattern

Kind = Literal["agent", "assistant", "reviewer", "automation"]
"""agent: works on its own; assistant: a person used a tool; reviewer: suggests and summarises, does not author;
automation: bumps, formats, releases, without writing."""

Role = Literal["author", "committer", "coauthor"]


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A regular expression that has to match a whole line (or name, or branch), from its first character to its last.

    RE2's syntax. Writing `.*` is the only way to leave an end open, so nobody forgets an anchor. Letter case does not
    matter. A group called `model` catches the name of the model.
    """

    text: str
    _compiled: "re2._Regexp" = field(repr=False, compare=False)

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Compile; raises ValueError in words for a person."""
        Pattern.from_yaml(text)  # on its own first: `a)(b` must not become valid inside the brackets below
        return cls(text, re2.compile(f"(?i)(?:{text})"))

    def fullmatch(self, line: str) -> "re2._Match | None":
        """Return the match of the whole line, or None."""
        return self._compiled.fullmatch(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a signal is worth: shared by every kind of signal.

    `corroborating` signals prove nothing alone: they count only beside another signal of the same family. `since` and
    `until` are ISO dates, both inclusive, in which the signal was in use; a change dated outside does not fire it.
    """

    confidence: Confidence = "high"
    corroborating: bool = False
    since: str = ""
    until: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppAccount(Worth):
    """An account of the agent's own. It opens pull requests, and signs commits with its noreply addresses.

    `id` is GitHub's numeric id (0 where it is not known, then the login has to do). A `[bot]` login also gives the
    app's slug. `opens` is False for an account that must not be believed as an opener.
    """

    login: str
    id: int = 0
    type: Literal["Bot", "User"] = "Bot"
    opens: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Worth):
    """A signature in git: an exact `address`, or a `name` pattern where the address is the person's own.

    `roles` says in which places the identity means this entry: as author, as committer, in a `Co-authored-by:` line.
    """

    address: str = ""
    name: LinePattern | None = None
    roles: tuple[Role, ...] = ("author", "committer", "coauthor")

    def __post_init__(self) -> None:
        """Refuse an identity that would match everybody, or nobody."""
        if bool(self.address) == (self.name is not None):
            raise ValueError("an identity has either an `address` or a `name`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker(Worth):
    """A line by which a tool can be known; `pattern` matches the whole line."""

    pattern: LinePattern


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMarker(Worth):
    """A label that a tool sets, by its exact name; letter case does not matter."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """As much of a pull request as one example needs. People are written as git does: `Name <address>`."""

    opener: str = ""
    opener_id: int = 0
    opener_type: Literal["Bot", "User"] = "User"
    author: str = "Ada Example <ada@example.org>"
    committer: str = ""
    message: str = "Change the thing"
    date: str = ""
    branch: str = ""
    title: str = ""
    body: str = ""
    label: str = ""
    timeline: str = ""
    via_app: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One tool that writes, helps to write, reviews or automates.

    `names` are patterns for what it is called where a name is expected (`Assisted-by: NAME`), safe against people's
    names; `spoken` are short names read only inside a disclosure ("AI: used Claude"). Entries of one `family` may fire
    together. `place` is where the entry stands.
    """

    id: str
    name: str
    kind: Kind
    reason: str
    family: str = ""
    accounts: tuple[AppAccount, ...] = ()
    apps: tuple[str, ...] = ()  # slugs of apps that open pull requests in a person's name
    timeline: tuple[str, ...] = ()  # timeline events that GitHub writes when it works
    identities: tuple[Identity, ...] = ()
    trailers: tuple[Marker, ...] = ()
    branches: tuple[Marker, ...] = ()
    body: tuple[Marker, ...] = ()
    titles: tuple[Marker, ...] = ()
    labels: tuple[LabelMarker, ...] = ()
    names: tuple[LinePattern, ...] = ()
    spoken: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    not_examples: tuple[Example, ...] = ()
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """How people say in a description whether they used AI.

    `headings` match a heading (or the words before a colon) that opens a disclosure; `exceptions` ("no AI except ..."),
    then `denied`, then `used` match a line inside one; `boxes` match the text of a ticked box anywhere; `denials` and
    `sentences` match a line anywhere.
    """

    headings: tuple[LinePattern, ...] = ()
    exceptions: tuple[LinePattern, ...] = ()
    used: tuple[LinePattern, ...] = ()
    denied: tuple[LinePattern, ...] = ()
    boxes: tuple[LinePattern, ...] = ()
    sentences: tuple[LinePattern, ...] = ()
    denials: tuple[LinePattern, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentRules:
    """The whole of rules/agents.yml.

    `people_keys` are trailer keys followed by `Name <address>` (the address decides); `tool_keys` are keys whose value
    may also be a tool or a model in words; `models` are patterns for the names of models, each a single RE2 group-free
    expression searched at word boundaries.
    """

    agents: tuple[Agent, ...] = ()
    people_keys: tuple[str, ...] = ()
    tool_keys: tuple[str, ...] = ()
    models: tuple[LinePattern, ...] = ()
    disclosure: Disclosure = field(default_factory=Disclosure)

    def __post_init__(self) -> None:
        """Refuse two entries with one id: the second would silently shadow the first."""
        ids = [agent.id for agent in self.agents]
        if doubled := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"two entries are called `{doubled[0]}`; give one of them another id")

    def with_own(self, own: tuple[Agent, ...]) -> "AgentRules":
        """Return these rules with own entries in front; an own entry replaces the shipped one of the same id."""
        taken = {agent.id for agent in own}
        kept = tuple(agent for agent in self.agents if agent.id not in taken)
        return AgentRules(own + kept, self.people_keys, self.tool_keys, self.models, self.disclosure)
