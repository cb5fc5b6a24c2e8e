"""The shipped rules as a repository has them that has switched the bot on."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.policy.compose import compose
from bot.policy.repository import RepositoryRules
from bot.shipped import load

if TYPE_CHECKING:
    from bot.policy.rules import Rules


@cache
def commenting_rules() -> Rules:
    """Return the shipped rules in comment mode."""
    return with_repository(RepositoryRules(mode="comment"))


def with_repository(repository: RepositoryRules) -> Rules:
    """Return the shipped rules with a repository's own settings."""
    return replace(_shipped(), repository=repository)


@cache
def _shipped() -> Rules:
    return compose(load(), None)
