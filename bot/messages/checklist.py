"""The reviewer's checklist: a plain list in the check run, boxes in a comment, and who ticked which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.boxes import box, boxes, ticked
from bot.messages.fold import fold
from bot.messages.markdown import code, prose
from bot.messages.places import place_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.ticks import Tick
    from bot.facts.verdict import ChecklistItem

HEADING = "### Reviewer's checklist"
_AUTHOR = ", who opened this pull request,"


def checklist(items: tuple[ChecklistItem, ...], facts: PullRequestFacts) -> str:
    """Return a fold for the comment with one box for each thing to look at; empty where there is none."""
    return fold(_says(items), checklist_boxes(items, facts)) if items else ""


def checklist_boxes(items: tuple[ChecklistItem, ...], facts: PullRequestFacts) -> str:
    """Return the boxes alone, all open: bot.messages.boxes ticks those that people ticked, right before writing."""
    return "\n".join(f"{box(item.id)} {_item(item, facts)}" for item in items)


def listed(items: tuple[ChecklistItem, ...], facts: PullRequestFacts, *, can_tick: bool) -> str:
    """Return a fold for the check run, where nothing can be ticked: what is open, and who ticked the rest."""
    if not items:
        return ""
    ready = _ticked(items, facts)
    still = f", {len(items) - len(ready)} open" if can_tick or ready else ""
    return fold(_says(items) + still, listed_items(items, facts, can_tick=can_tick))


def listed_items(items: tuple[ChecklistItem, ...], facts: PullRequestFacts, *, can_tick: bool) -> str:
    """Return the list alone."""
    ready = _ticked(items, facts)
    if not can_tick and not ready:
        return "\n".join(f"- {_item(item, facts)}" for item in items)
    last = {tick.item: tick for tick in facts.ticks if tick.ticked}
    return "\n".join(
        f"- [{'x' if item in ready else ' '}] {_item(item, facts)}{_by(last.get(item.id)) if item in ready else ''}"
        for item in items
    )


def tally(items: tuple[ChecklistItem, ...], facts: PullRequestFacts, *, can_tick: bool) -> str:
    """Return how many questions are open and who ticked the others; empty where nothing can be or was ticked."""
    ready = _ticked(items, facts)
    if not items or not (can_tick or ready):
        return ""
    where = "; the boxes are in the comment" if can_tick else ""
    return f"Reviewer's checklist: {len(items) - len(ready)} of {len(items)} open{where}.{_names(ready, facts)}"


def has_boxes(items: tuple[ChecklistItem, ...], facts: PullRequestFacts) -> bool:
    """Return whether our comment, as it stands, has a box for one of the questions."""
    return bool(facts.said.comment and boxes(facts.said.comment.body).keys() & {item.id for item in items})


def _says(items: tuple[ChecklistItem, ...]) -> str:
    return f"Reviewer's checklist: {counted(len(items), 'thing')} to look at in this change"


def _item(item: ChecklistItem, facts: PullRequestFacts) -> str:
    where = f" ({place_link(item.place, facts)})" if item.place else ""
    return f"{prose(item.says)}{where}"


def _ticked(items: Iterable[ChecklistItem], facts: PullRequestFacts) -> tuple[ChecklistItem, ...]:
    done = ticked(facts.said.comment.body) if facts.said.comment else frozenset[str]()
    return tuple(item for item in items if item.id in done)


def _by(tick: Tick | None) -> str:
    return f" Ticked by {code(tick.by)} on {tick.at.date().isoformat()}." if tick else " Ticked."


def _names(ready: tuple[ChecklistItem, ...], facts: PullRequestFacts) -> str:
    """Return who ticked how many; a tick whose event never came has no name and is counted all the same."""
    last = {tick.item: tick for tick in facts.ticks if tick.ticked}
    found = [last[item.id] for item in ready if item.id in last]
    people = {tick.by_id: tick.by for tick in found}
    return "".join(
        f" {code(login)}{_AUTHOR if number == facts.author.id else ''} ticked {sum(t.by_id == number for t in found)}."
        for number, login in people.items()
    )
