"""Where: files and lines as links to the measured commit, rules as links to their line at the revision in force."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.messages.figures import lines
from bot.messages.links import blob_url
from bot.messages.markdown import code, link_code, paragraph
from bot.messages.visible import shorten, shorten_middle
from bot.policy.repository import SOURCE

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Repository
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


def rule_url(file: str, line: int, commit: str, here: Repository | None) -> str | None:
    """Return the line of a file of rules at a commit, of the repository or of its organisation's; None without one."""
    shared = f"{here.owner}/.github/" if here else ""
    if here and file == f"{shared}{SOURCE}":
        here, file = replace(here, name=".github"), SOURCE
    return blob_url(here, commit, file, (line, line))


def rule_link(rule: str, place: RulePlace | None, facts: PullRequestFacts) -> str:
    """Return a rule's id, linked to its line where the rule stands in the repository at a known commit."""
    shown = code(shorten(rule, 80))
    if place is None:
        return shown
    url = rule_url(place.file, place.line, place.revision, facts.repository)
    return f"[{shown}]({url})" if url else f"{shown} ({code(f'{place.file}:{place.line}')})"
