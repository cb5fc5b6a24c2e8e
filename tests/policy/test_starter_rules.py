"""The first settings file can be used as it stands, and so can every line that it comments out."""

from __future__ import annotations

import re

import pytest

from bot.policy.compose import compose
from bot.policy.repository import SOURCE
from bot.policy.starter_rules import STARTER_RULES
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load

UNCOMMENTED = re.sub(r"^# (?=[a-z_]+: \S)(?!yaml-language-server|off:|comment:)", "", STARTER_RULES, flags=re.MULTILINE)


@pytest.mark.parametrize("text", [STARTER_RULES, UNCOMMENTED], ids=["as it stands", "with everything"])
def test_it_has_no_problem(text: str) -> None:
    """It turns comments on; whoever uncomments a line gets what it says."""
    own = compose(load(), read_yaml(text, SOURCE)).repository
    assert (own.mode, own.place is not None) == ("comment", True)


def test_every_example_is_tried() -> None:
    """Each key that is commented out was uncommented above."""
    own = compose(load(), read_yaml(UNCOMMENTED, SOURCE)).repository
    assert (own.sitting.budget_minutes, set(own.signals)) == (60, {"too_large", "absent_claim"})
    assert own.agent_authored is not None
    assert own.agent_authored.sitting.budget_minutes == 30
    assert "\nignore_label:" in UNCOMMENTED
