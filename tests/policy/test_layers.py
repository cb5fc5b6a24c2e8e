"""Shipped < organisation < repository: what each file says, and what it leaves to those below."""

from dataclasses import replace

import pytest

from bot.facts.errors import RuleError
from bot.policy.compose import compose
from bot.policy.effort import Sitting
from bot.policy.rules import Rules
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load

SHIPPED = load()
ORGANISATION = "acme/.github/.github/onesitting.yml"
KIND = "files: {{id: {}, kind: generated, reason: made by a program, paths: '{}'}}"


def composed(organisation: str, repository: str) -> Rules:
    """Return the rules of a repository of an organisation."""
    own, shared = read_yaml(repository, ".github/onesitting.yml"), read_yaml(organisation, ORGANISATION)
    return compose(SHIPPED, own, shared)


def test_what_the_repository_leaves_out_is_the_organisations() -> None:
    """Key by key, also inside of mappings."""
    own = composed("mode: block\nagents: {deny: [any], require_disclosure: true}", "agents: {deny: []}").repository
    assert (own.mode, own.agents.deny, own.agents.require_disclosure) == ("block", (), True)


def test_modes_of_rules_add_up() -> None:
    """Each rule is a key of its own; the repository's word on one holds."""
    own = composed("signals: {too_large: block, absent_claim: off}", "signals: {absent_claim: observe}").repository
    assert own.signals == {"too_large": "block", "absent_claim": "observe"}


@pytest.mark.parametrize(
    ("organisation", "repository", "sitting"),
    [
        ("{budget_minutes: 40, warn_minutes: 35}", "{}", Sitting(40, 35)),
        ("{budget_minutes: 40, warn_minutes: 35}", "{budget_minutes: 20}", Sitting(20, 10)),
        ("{budget_minutes: 40, warn_minutes: 35}", "{warn_minutes: 5}", Sitting(40, 5)),
        ("{warn_minutes: 50}", "{budget_minutes: 90}", Sitting(90, 30)),
    ],
)
def test_a_limit_brings_its_own_warning(organisation: str, repository: str, sitting: Sitting) -> None:
    """A repository that sets its limit alone never meets the organisation's warning behind it."""
    rules = composed(f"sitting: {organisation}", f"sitting: {repository}")
    assert rules.effort.sitting == sitting


def test_a_warning_after_the_organisations_limit_is_the_repositorys_problem() -> None:
    """Its file is the one to mend."""
    with pytest.raises(RuleError, match=r"^\.github/onesitting\.yml:1:11: sitting\.warn_minutes: the warning at 50"):
        composed("sitting: {budget_minutes: 40}", "sitting: {warn_minutes: 50}")


def test_limits_for_agents_follow_the_sitting_of_the_nearest_file() -> None:
    """What the organisation says of agents stays, on top of the repository's own sitting."""
    rules = composed("agent_authored: {signals: {too_large: block}}", "sitting: {budget_minutes: 45}")
    assert rules.agent_sitting == Sitting(45, 22)


def test_a_key_with_nothing_behind_it_takes_the_organisations_away() -> None:
    """The way to have no other limits for agents again."""
    rules = composed("agent_authored: {sitting: {budget_minutes: 10}}", "agent_authored:")
    assert (rules.repository.agent_authored, rules.agent_sitting) == (None, None)


def test_entries_add_up_and_the_nearer_one_of_an_id_holds() -> None:
    """The repository's are tried first; the shipped ones stay behind all of them."""
    both = composed(KIND.format("ours", "a/**") + "\n", KIND.format("ours", "b/**"))
    other = composed(KIND.format("theirs", "a/**"), KIND.format("ours", "b/**"))
    shipped = compose(SHIPPED, None).files.kinds
    assert [entry.id for entry in both.files.kinds] == ["ours", *(entry.id for entry in shipped)]
    assert [entry.id for entry in other.files.kinds[:2]] == ["ours", "theirs"]


def test_a_repository_may_name_what_the_organisation_brought() -> None:
    """An agent of the organisation's is known to the repository's policy."""
    agent = "agents: {entries: [{id: hal, name: HAL, kind: agent, reason: ours, spoken: [hal]}]}"
    with pytest.raises(RuleError, match="no agent has the id or family `hal`"):
        composed("", "agents: {deny: [hal]}")
    assert composed(agent, "agents: {deny: [hal]}").repository.agents.deny == ("hal",)


def test_an_organisation_alone_configures_a_repository() -> None:
    """Its place is the organisation's file; the revision names every text that went in."""
    rules = compose(SHIPPED, None, read_yaml("mode: comment", ORGANISATION, "abc"))
    assert rules.repository.place is not None
    assert rules.repository.place.file == ORGANISATION
    assert rules.revision != compose(SHIPPED, read_yaml("mode: comment", ".github/onesitting.yml")).revision


def test_an_empty_file_on_top_changes_nothing_but_the_revision() -> None:
    """Nothing is what it says."""
    alone = compose(SHIPPED, None, read_yaml("mode: comment", ORGANISATION))
    assert replace(composed("mode: comment", ""), revision=alone.revision) == alone
