"""The shape of rules/agents.yml: how coding agents, assistants, reviewers and automation sign their work.

A repository's own entries have the same shape. What the words mean, and how evidence is weighed, is in
docs/authorship.md; the judging itself is bot.judgement.authorship.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.facts.verdict import Confidence, RulePlace
from bot.policy.line_patterns import LinePattern
from bot.policy.reasoning import Declarations, SessionLog

Kind = Literal["agent", "assistant", "reviewer", "automation"]
"""agent: works on its own; assistant: a person used a tool; reviewer: suggests and summarises, does not author;
automation: bumps, formats, releases, without writing."""

Role = Literal["author", "committer", "coauthor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a signal is worth: shared by every kind of signal.

    `corroborating` signals prove nothing alone: they count only beside another signal of the same family. `since` and
    `until` are ISO dates, both inclusive, in which the signal was in use; a change dated outside does not fire it.
    """

    confidence: Confidence = field(default="high", metadata={"doc": "How sure the signal is."})
    corroborating: bool = field(
        default=False, metadata={"doc": "true: counts only beside another signal of the same family."}
    )
    since: str = field(default="", metadata={"doc": "The first day (ISO date) on which the signal was in use."})
    until: str = field(default="", metadata={"doc": "The last such day."})
    reason: str = field(default="", metadata={"doc": "What a reader of the rules should know about it."})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppAccount(Worth):
    """An account of the agent's own. It opens pull requests, and signs commits with its noreply addresses.

    `id` is GitHub's numeric id (0 where it is not known, then the login has to do). A `[bot]` login also gives the
    app's slug. `opens` is False for an account that must not be believed as an opener.
    """

    login: str = field(metadata={"doc": "Its login, with `[bot]` where it is an app's."})
    id: int = field(default=0, metadata={"doc": "Its numeric id on GitHub; 0 where it is not known.", "minimum": 0})
    type: Literal["Bot", "User"] = field(default="Bot", metadata={"doc": "Bot: an app's account."})
    opens: bool = field(default=True, metadata={"doc": "false: it must not be believed as an opener."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Worth):
    """A signature in git: an exact `address`, or a `name` pattern where the address is the person's own.

    `roles` says in which places the identity means this entry: as author, as committer, in a `Co-authored-by:` line.
    """

    address: str = field(default="", metadata={"doc": "The exact address."})
    name: LinePattern | None = field(default=None, metadata={"doc": "RE2 pattern of the whole name."})
    roles: tuple[Role, ...] = field(
        default=("author", "committer", "coauthor"), metadata={"doc": "In which places it counts."}
    )

    def __post_init__(self) -> None:
        """Refuse an identity that would match everybody, or nobody."""
        if bool(self.address) == (self.name is not None):
            raise ValueError("an identity has either an `address` or a `name`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker(Worth):
    """A line by which a tool can be known; `pattern` matches the whole line."""

    pattern: LinePattern = field(metadata={"doc": "RE2 pattern of the whole line; letter case does not matter."})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMarker(Worth):
    """A label that a tool sets, by its exact name; letter case does not matter."""

    label: str = field(metadata={"doc": "The label's name."})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentExample:
    """As much of a pull request as one example needs. People are written as git does: `Name <address>`."""

    opener: str = field(default="", metadata={"doc": "The login that opened it."})
    opener_id: int = field(default=0, metadata={"doc": "Its numeric id."})
    opener_type: Literal["Bot", "User"] = field(default="User", metadata={"doc": "Bot: an app's account."})
    author: str = field(
        default="Ada Example <ada@example.org>", metadata={"doc": "The commit's author: `Name <address>`."}
    )
    committer: str = field(default="", metadata={"doc": "The committer; the author where it is left out."})
    message: str = field(default="Change the thing", metadata={"doc": "The commit's message."})
    date: str = field(default="", metadata={"doc": "The commit's ISO date."})
    branch: str = field(default="", metadata={"doc": "The branch."})
    title: str = field(default="", metadata={"doc": "The title."})
    body: str = field(default="", metadata={"doc": "The description."})
    label: str = field(default="", metadata={"doc": "A label."})
    timeline: str = field(default="", metadata={"doc": "An event of GitHub's timeline."})
    via_app: str = field(default="", metadata={"doc": "The slug of the app that opened it in a person's name."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One tool that writes, helps to write, reviews or automates.

    `names` are patterns for what it is called where a name is expected (`Assisted-by: NAME`), safe against people's
    names; `spoken` are short names read only inside a disclosure ("AI: used Claude"). Entries of one `family` may fire
    together. `place` is where the entry stands.
    """

    id: str = field(metadata={"doc": "Its name in rules and results; that of a shipped entry replaces the entry."})
    name: str = field(metadata={"doc": "What people call it."})
    kind: Kind = field(metadata={"doc": "agent: works on its own. assistant: a person used it. reviewer, automation."})
    reason: str = field(metadata={"doc": "How it is known, and from where."})
    family: str = field(default="", metadata={"doc": "Entries of one family may fire together."})
    accounts: tuple[AppAccount, ...] = field(default=(), metadata={"doc": "Its own accounts."})
    apps: tuple[str, ...] = field(default=(), metadata={"doc": "Slugs of apps that open in a person's name."})
    timeline: tuple[str, ...] = field(default=(), metadata={"doc": "Events that GitHub writes when it works."})
    identities: tuple[Identity, ...] = field(default=(), metadata={"doc": "Its signatures in git."})
    trailers: tuple[Marker, ...] = field(default=(), metadata={"doc": "Lines of commit messages."})
    branches: tuple[Marker, ...] = field(default=(), metadata={"doc": "Names of branches."})
    body: tuple[Marker, ...] = field(default=(), metadata={"doc": "Lines of descriptions."})
    titles: tuple[Marker, ...] = field(default=(), metadata={"doc": "Titles."})
    labels: tuple[LabelMarker, ...] = field(default=(), metadata={"doc": "Labels that it sets."})
    names: tuple[LinePattern, ...] = field(
        default=(), metadata={"doc": "What it is called behind `Assisted-by:`; safe against people's names."}
    )
    spoken: tuple[str, ...] = field(default=(), metadata={"doc": "Short names, read only inside a disclosure."})
    logs: tuple[SessionLog, ...] = field(default=(), metadata={"doc": "Where its sessions can be read."})
    examples: tuple[AgentExample, ...] = field(default=(), metadata={"doc": "What must fire this entry."})
    not_examples: tuple[AgentExample, ...] = field(default=(), metadata={"doc": "Near misses, which must not."})
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
    may also be a tool or a model in words; `disclosing_keys` are those by which projects ask people to disclose: they
    satisfy a repository's policy and never count against it. `models` are patterns for the names of models, each a
    single RE2 group-free expression searched at word boundaries. `declarations` are how people say who stands behind a
    change.
    """

    agents: tuple[Agent, ...] = ()
    people_keys: tuple[str, ...] = ()
    tool_keys: tuple[str, ...] = ()
    disclosing_keys: tuple[str, ...] = ()
    models: tuple[LinePattern, ...] = ()
    disclosure: Disclosure = field(default_factory=Disclosure)
    declarations: Declarations = field(default_factory=Declarations)

    def __post_init__(self) -> None:
        """Refuse two entries with one id: the second would silently shadow the first."""
        counted = Counter(agent.id for agent in self.agents)
        if doubled := sorted(name for name, times in counted.items() if times > 1):
            raise ValueError(f"two entries are called `{doubled[0]}`; give one of them another id")

    def with_own(self, own: tuple[Agent, ...]) -> "AgentRules":
        """Return these rules with own entries in front; an own entry replaces the shipped one of the same id."""
        taken = {agent.id for agent in own}
        kept = tuple(agent for agent in self.agents if agent.id not in taken)
        return replace(self, agents=own + kept)
