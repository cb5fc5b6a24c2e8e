import pytest

from bot.facts.errors import RuleError
from bot.policy.agents import Agent, AgentRules
from bot.policy.line_patterns import LinePattern
from tests.judgement.authorship_cases import agent_rules, rules_from


def entry(more: str) -> str:
    """One entry in YAML with the lines of `more` inside."""
    return f"agents:\n  - id: ours\n    name: Ours\n    kind: agent\n    reason: because\n    {more}\n"


def test_a_line_pattern_is_anchored_at_both_ends() -> None:
    """Nobody can forget an anchor: only an explicit `.*` leaves an end open."""
    pattern = LinePattern.from_yaml("cursor/.+|v0")
    assert [bool(pattern.fullmatch(text)) for text in ("cursor/x", "v0", "a cursor/x", "v0.1")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_pattern_that_closes_a_bracket_it_did_not_open_is_refused() -> None:
    """The brackets we add around a pattern must not make a broken one valid."""
    with pytest.raises(RuleError, match=r"rules/agents.yml:6:\d+: .*not a pattern that RE2 accepts"):
        rules_from(entry("trailers: [{pattern: 'a)(b'}]"))


def test_an_identity_needs_an_address_or_a_name() -> None:
    """An identity with neither would match everybody."""
    with pytest.raises(RuleError, match="either an `address` or a `name`"):
        rules_from(entry("identities: [{confidence: low}]"))


def test_two_entries_of_one_id_are_refused() -> None:
    """The second would silently shadow the first."""
    with pytest.raises(RuleError, match="two entries are called `ours`"):
        rules_from(entry("family: x") + entry("family: x").removeprefix("agents:\n"))


def test_a_misspelt_key_is_named_with_a_suggestion() -> None:
    """An entry is data that people type."""
    with pytest.raises(RuleError, match=r"`trailer` is not known here \(did you mean `trailers`\?\)"):
        rules_from(entry("trailer: []"))


def test_an_own_entry_replaces_the_shipped_one_of_its_id() -> None:
    """A repository can add entries and change shipped ones."""
    own = (
        Agent(id="devin", name="Our Devin", kind="agent", reason="ours"),
        Agent(id="ours", name="O", kind="agent", reason=""),
    )
    rules = AgentRules((Agent(id="devin", name="Devin", kind="agent", reason=""),)).with_own(own)
    assert [(agent.id, agent.name) for agent in rules.agents] == [("devin", "Our Devin"), ("ours", "O")]


def test_every_shipped_entry_gives_a_reason_and_knows_its_line() -> None:
    """A verdict links to the line of the rule."""
    assert [agent.id for agent in agent_rules().agents if not agent.reason or agent.place is None] == []
