"""The table of commands: what cannot be read is refused where it stands."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.facts.commands import CommandName
from bot.facts.errors import RuleError
from bot.policy.commands import CommandRules, read_command_rules
from bot.policy.decode import decode
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load

HEAD = "version: 1\ncommands:\n  - {name: help, does: x, where: issue, "


def test_every_command_has_its_row() -> None:
    """The names that code knows are the names of the table, no more and no fewer."""
    assert set(get_args(CommandName)) == {command.name for command in read_command_rules(load()).commands}


def test_the_usage_names_every_argument() -> None:
    """People read the usage as they have to write it."""
    usages = {command.name: command.usage for command in read_command_rules(load()).commands}
    assert usages["ignore"] == '/onesitting ignore RULE "REASON"'
    assert usages["not-mine"] == "/onesitting not-mine [AREA]"
    assert usages["away"] == "/onesitting away FROM..TO [cover LOGIN]"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("who: []}", "needs at least one place"),
        ("who: everybody}", "`everybody` is not a choice"),
        ("who: anyone, arguments: [{name: A, kind: text}, {name: B, kind: rule}]}", "must be the last one"),
        ("who: anyone, arguments: [{name: A, kind: rule, optional: yes}, {name: B, kind: rule}]}", "can be optional"),
        ("who: anyone}\n  - {name: help, does: y, where: issue, who: anyone}", "stands here twice"),
    ],
)
def test_a_row_that_no_line_could_be_read_by_is_refused(row: str, says: str) -> None:
    """The error names the file and the line."""
    with pytest.raises(RuleError, match=rf"rules/commands\.yml:\d+:\d+: .*{says}"):
        decode(read_yaml(HEAD + row, "rules/commands.yml"), CommandRules)
