"""Which mode a rule has in this repository, and what silences words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Mode
    from bot.judgement.description import Description
    from bot.policy.repository import RepositoryRules

IGNORE_LINE = "onesitting: ignore"
"""A line of the description, outside code and quotes, that silences words."""


def repository_mode(repository: RepositoryRules) -> Mode:
    """Return the repository's mode; observe until a maintainer turns the bot on (MANNERS.md, the quiet contract)."""
    return repository.mode or "observe"


def rule_mode(rule: str, shipped: Mode, repository: RepositoryRules) -> Mode:
    """Return the mode of one rule: what the repository says of it, else of its family (`family/member`), else of all.

    A rule that is shipped as `observe` or `off` stays so until the repository names it.
    """
    if repository_mode(repository) == "off":
        return "off"
    named = repository.signals.get(rule) or repository.signals.get(rule.partition("/")[0])
    if named is not None:
        return named
    return repository_mode(repository) if shipped in ("comment", "block") else shipped


def silenced_by(facts: PullRequestFacts, description: Description, repository: RepositoryRules) -> str:
    """Return what silences words on this pull request, in words; empty where nothing does."""
    if repository.ignore_label and repository.ignore_label.lower() in {label.lower() for label in facts.labels}:
        return f"the label `{repository.ignore_label}`"
    if any(" ".join(line.lower().split()) == IGNORE_LINE for line in description.lines if not line.startswith("    ")):
        return f"the line `{IGNORE_LINE}` in the description"
    return ""


def softened(mode: Mode) -> Mode:
    """Return the mode of what must not fail a check: it asks at most."""
    return "comment" if mode == "block" else mode


def silenced(mode: Mode) -> Mode:
    """Return the mode once words are silenced; a description or label cannot lift a block."""
    return "observe" if mode == "comment" else mode
