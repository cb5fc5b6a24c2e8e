"""The rules in force for a command: shipped ones, with a repository's own on top."""

import argparse

from bot.cli.inputs import read_text
from bot.policy.compose import compose
from bot.policy.rules import Rules
from bot.policy.yaml_tree import MAX_BYTES, Document, read_yaml
from bot.shipped import load

RULES_PATH = ".github/onesitting.yml"


def read_rules(arguments: argparse.Namespace) -> Rules:
    """Return the rules for these arguments; raises RuleError with file, line and column."""
    return compose(load(), _repository_rules(arguments))


def _repository_rules(arguments: argparse.Namespace) -> Document | None:
    if arguments.rules:
        return read_yaml(read_text(arguments.rules, 16 * MAX_BYTES), arguments.rules)
    if arguments.repo and arguments.range:
        from bot.cli.local import read_at_base  # noqa: PLC0415 - git is not needed for a diff

        text, revision = read_at_base(arguments.repo, arguments.range, RULES_PATH)
        return None if text is None else read_yaml(text, RULES_PATH, revision)
    return None
