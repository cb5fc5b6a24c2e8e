import pytest

from bot.judgement.authorship.examples import example_facts, fired, wrong_examples
from bot.policy.agents import Agent
from tests.judgement.authorship_cases import agent_rules, rules_from

AGENTS = agent_rules().agents
ENTRY = """
  - id: {}
    name: Ours
    kind: agent
    reason: because
    branches: [{{pattern: 'x/.+'}}]
    examples: [{{branch: x/1}}]
"""
FAMILY = {agent.id: agent.family or agent.id for agent in AGENTS}


@pytest.mark.parametrize("agent", AGENTS, ids=lambda agent: agent.id)
def test_examples_fire_their_entry_and_no_other_family(agent: Agent) -> None:
    """Every entry proves itself against all the others."""
    found = [fired(example_facts(example), agent_rules()) for example in agent.examples]
    assert [(agent.id in ids, {FAMILY[one] for one in ids}) for ids in found] == [(True, {FAMILY[agent.id]})] * len(
        found
    )


@pytest.mark.parametrize("agent", AGENTS, ids=lambda agent: agent.id)
def test_counter_examples_do_not_fire_their_entry(agent: Agent) -> None:
    """What looks alike but is not the tool stays quiet."""
    assert [one for one in agent.not_examples if agent.id in fired(example_facts(one), agent_rules())] == []


@pytest.mark.parametrize("agent", AGENTS, ids=lambda agent: agent.id)
def test_every_entry_has_counter_examples_and_every_provable_one_examples(agent: Agent) -> None:
    """An entry without an example is a guess; only an entry that never counts alone may have none."""
    everything = (*agent.accounts, *agent.identities, *agent.trailers, *agent.branches, *agent.body)
    provable = bool(agent.names) or any(not signal.corroborating for signal in everything)
    assert (bool(agent.not_examples), bool(agent.examples) or not provable) == (True, True)


def test_a_wrong_example_is_reported_at_its_entry() -> None:
    """`onesitting lint` shows it to whoever adds an entry."""
    rules = rules_from("agents:" + ENTRY.format("ours").replace("x/1", "y/1") + "    not_examples: [{branch: x/2}]\n")
    assert [(problem.line, problem.key, problem.says) for problem in wrong_examples(rules)] == [
        (2, "agents.ours.examples[0]", "this example does not fire its entry"),
        (2, "agents.ours.not_examples[0]", "this counter-example fires its entry"),
    ]


def test_an_example_that_two_families_claim_is_reported() -> None:
    """Two tools may not share a signal by accident."""
    rules = rules_from("agents:" + ENTRY.format("a") + ENTRY.format("b"))
    assert [problem.says for problem in wrong_examples(rules)] == [
        "this example also fires `b`",
        "this example also fires `a`",
    ]


def test_the_shipped_examples_have_nothing_wrong() -> None:
    """The whole file, by the function that repositories' own entries pass."""
    assert wrong_examples(agent_rules()) == ()
