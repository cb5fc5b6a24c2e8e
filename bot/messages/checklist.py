"""The reviewer's checklist: what to look at in this very diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.figures import count
from bot.messages.fold import fold
from bot.messages.markdown import prose
from bot.messages.places import place_link

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import ChecklistItem


def checklist(items: tuple[ChecklistItem, ...], facts: PullRequestFacts) -> str:
    """Return a fold with one box for each thing to look at; empty where there is none."""
    if not items:
        return ""
    says = f"Reviewer's checklist: {count(len(items), 'thing')} to look at in this change"
    return fold(says, checklist_items(items, facts))


def checklist_items(items: tuple[ChecklistItem, ...], facts: PullRequestFacts) -> str:
    """Return the boxes alone."""
    return "\n".join(_item(item, facts) for item in items)


def _item(item: ChecklistItem, facts: PullRequestFacts) -> str:
    where = f" ({place_link(item.place, facts)})" if item.place else ""
    return f"- [ ] {prose(item.says)}{where}"
