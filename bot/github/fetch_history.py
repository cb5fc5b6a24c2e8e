"""Issues that people labelled before we came, with their words as they stood then, as far as GitHub tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Skip
from bot.facts.outcome import Final, PastAnswer
from bot.github.acts import moment
from bot.github.issue_queries import LABELLED_ISSUES
from bot.github.own_words import account

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub

PAGE = 25
"""Issues in one question: each brings up to 50 events and 20 versions of its text."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of past answers, newest issue first, among `issues` that were looked at.

    `cursor` is where the next page begins, None behind the last.
    """

    answers: tuple[PastAnswer, ...]
    issues: int
    cursor: str | None


async def fetch_history(github: GitHub, subject: Subject, areas: Mapping[str, str], after: str) -> HistoryPage:
    """Return one page of the issues with one of the labels; `areas` gives the area of each label in lower case.

    A label that the issue's author or a bot set is nobody's answer. Raises FactsUnavailable.
    """
    owner, _, name = subject.full_name.partition("/")
    labels = sorted(areas)
    data = await github.ask(LABELLED_ISSUES, owner=owner, name=name, labels=labels, first=PAGE, after=after or None)
    place, own = data["repository"], int((data["viewer"] or {}).get("databaseId") or 0)
    if place is None:
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    page = place["issues"]
    found = tuple(each for node in page["nodes"] if (each := _answer(node, areas, own)))
    end = page["pageInfo"]
    return HistoryPage(found, len(page["nodes"]), end["endCursor"] if end["hasNextPage"] else None)


def _answer(node: dict[str, Any], areas: Mapping[str, str], own: int) -> PastAnswer | None:
    """Return what people answered on one issue; None where no person's area label is on it."""
    there = {str(label["name"]).casefold() for label in (node["labels"] or {}).get("nodes") or ()}
    author, events = account(node["author"]), node["acts"]["nodes"]
    named: dict[str, tuple[str, datetime]] = {}
    for event in events:
        label = str((event.get("label") or {}).get("name") or "").casefold()
        by = account(event.get("actor"))
        if label in there and label in areas and by.type == "User" and by.login and by.id not in {own, author.id}:
            named[areas[label]] = (by.login, moment(event["createdAt"]))
    if not named:
        return None
    by_login, at = max(named.values(), key=lambda each: each[1])
    final = Final("label", tuple(named), None, by_login, at)
    return PastAnswer(int(node["number"]), _title_at(node, events, at), _body_at(node, at), final)


def _title_at(node: dict[str, Any], events: list[dict[str, Any]], at: datetime) -> str:
    """Return the title before the first renaming after `at`; without one it is today's."""
    later = (each for each in events if each["__typename"] == "RenamedTitleEvent" and moment(each["createdAt"]) > at)
    return str(next((each["previousTitle"] for each in later), node["title"]))


def _body_at(node: dict[str, Any], at: datetime) -> str:
    """Return the newest version that was there at `at`; GitHub keeps whole versions, the newest first, or none."""
    edits = (node["edits"] or {}).get("nodes") or ()
    kept = (each["diff"] for each in edits if each["diff"] is not None and moment(each["editedAt"]) <= at)
    return str(next(kept, node["body"] or ""))
