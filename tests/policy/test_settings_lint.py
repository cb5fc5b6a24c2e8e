"""Settings that can be used, and still say something that nothing comes of."""

import pytest

from bot.judgement.proposal import settings_problems
from bot.policy.compose import compose
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load

SHIPPED = load()
KIND = "{{id: {}, kind: data, reason: r, paths: '{}'}}"


def warned(text: str, organisation: str = "") -> list[str]:
    """Return the warnings on a repository's settings, as place and words."""
    document = read_yaml(text, "onesitting.yml")
    below = read_yaml(organisation, "org.yml") if organisation else None
    found = settings_problems(document, compose(SHIPPED, document, below))
    assert {problem.level for problem in found} <= {"warning"}
    return [f"{problem.line}:{problem.column} {problem.says}" for problem in found]


def test_settings_that_say_what_they_do_are_not_warned_of() -> None:
    """A mode, a limit, a rule that blocks."""
    assert warned("mode: comment\nsitting: {budget_minutes: 45}\nsignals: {too_large: block}") == []


@pytest.mark.parametrize("mode", ["observe", "off"])
def test_a_rule_that_is_louder_than_its_repository(mode: str) -> None:
    """`block` under `observe` fails no check."""
    (says,) = warned(f"mode: {mode}\nsignals: {{too_large: block}}")
    assert says == f"2:11 it stays quiet: the repository's mode is `{mode}`, and no rule speaks louder"


def test_the_organisations_mode_counts() -> None:
    """The ceiling is the one in force."""
    assert warned("signals: {too_large: block}", "mode: comment") == []


@pytest.mark.parametrize("paths", [("gen/**", "gen/**"), ("**", "gen/**")])
def test_an_entry_that_is_never_reached(paths: tuple[str, str]) -> None:
    """An earlier one takes its paths, or every path."""
    first, second = KIND.format("a", paths[0]), KIND.format("b", paths[1])
    (says,) = warned(f"files:\n  - {first}\n  - {second}")
    assert says == "3:5 never reached: `a` (line 2) stands before it and takes its paths"


def test_a_name_that_one_file_allows_and_another_denies() -> None:
    """Both files are right alone; what comes of them is said where it can be changed."""
    (says,) = warned("agents: {deny: [copilot]}", "agents: {allow: [copilot]}")
    assert says == "1:17 `copilot` is allowed by one file and denied by another: it is denied"


def test_a_pattern_of_models_on_both_lists() -> None:
    """Denied wins, so allowing it was in vain."""
    (says,) = warned("agents: {models: {allow: ['GPT.*'], deny: ['GPT.*']}}")
    assert says == "1:44 this pattern also stands in `allow`: it is denied"


def test_a_policy_that_nobody_looks_at() -> None:
    """Its rules are off."""
    assert warned("mode: comment\nagents: {deny: [any]}\nsignals: {agent_policy: off}") == [
        "2:10 nothing comes of this policy: `signals` switches `agent_policy` off"
    ]


def test_limits_for_nobody() -> None:
    """An empty list is no outcome."""
    assert warned("agent_authored: {applies_to: []}") == ["1:18 these limits hold for nothing: `applies_to` is empty"]
