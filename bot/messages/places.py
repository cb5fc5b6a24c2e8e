"""Where: files and lines as links to the measured commit, rules as links to their line at the revision in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.figures import lines
from bot.messages.links import blob_url
from bot.messages.markdown import code, link_code, paragraph
from bot.messages.visible import shorten, shorten_middle
from bot.policy.repository import SOURCE

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Place, RulePlace

PATH_AT_MOST = 160


def place_link(place: Place, facts: PullRequestFacts) -> str:
    """Return a place as a link to its lines at the head commit, or at the base for lines of the old file."""
    old = place.side == "old"
    url = blob_url(facts.repository, facts.base_sha if old else facts.head_sha, place.path, place.lines)
    shown = link_code(shorten_middle(place.path, PATH_AT_MOST))
    where = f" {lines(*place.lines)}" if place.lines else ""
    link = f"[{shown}{where}]({url})" if url else f"{shown}{where}"
    note = f" ({paragraph(shorten(place.note, 120))})" if place.note else ""
    return f"{link}{' before this change' if old else ''}{note}"


def rule_link(rule: str, place: RulePlace | None, facts: PullRequestFacts) -> str:
    """Return a rule's id, linked to its line where the rule stands in the repository at a known commit."""
    shown = code(shorten(rule, 80))
    if place is None:
        return shown
    # A repository's own file is read at the tip of its base branch, and named by its blob, which has no page.
    commit = facts.base_sha if place.file == SOURCE else place.revision
    url = blob_url(facts.repository, commit, place.file, (place.line, place.line))
    return f"[{shown}]({url})" if url else f"{shown} ({code(f'{place.file}:{place.line}')})"
