"""The page of a repository's feedback, and a person's own page, as data: how routing does, and what they may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages.explain_page import Link
from bot.messages.monday_words import health_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.report import AreaHealth
    from bot.facts.repository import Subject
    from bot.facts.wishes import Standing
    from bot.policy.ownership import Area


@dataclass(frozen=True, slots=True)
class HealthRow:
    """An area's routing: each share with the numbers that it is made of."""

    area: str
    owner: str
    right: str
    covered: str
    abstained: str


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """How routing does in one repository."""

    name: str
    rows: tuple[HealthRow, ...]
    own: str


@dataclass(frozen=True, slots=True)
class AwayRow:
    """Days away that hold; `row` takes them back where they were said on this page."""

    row: int
    days: str
    cover: str
    said: str
    on_page: bool


@dataclass(frozen=True, slots=True)
class NumberRow:
    """An area whose number this person says, and what was said for the week that runs."""

    area: Link
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A person's own page in one repository: `may_be_away` is whether feedback can wait for them at all."""

    name: str
    login: str
    week: str
    away: tuple[AwayRow, ...]
    numbers: tuple[NumberRow, ...]
    may_be_away: bool
    is_mapped: bool


def feedback_page(home: Subject, health: Sequence[AreaHealth], areas: Sequence[Area]) -> FeedbackPage:
    """Return the page; areas of the map that nothing is known of yet stand on it, too."""
    owners = {area.id: area.owner for area in areas}
    known = {row.area: health_row(row)[1:] for row in health}
    rows = tuple(
        HealthRow(area, owners.get(area, "no longer in the map"), *known.get(area, ("none yet",) * 3))
        for area in sorted({*owners, *known})
    )
    return FeedbackPage(home.full_name, rows, f"{feedback_path(home)}/me")


def feedback_path(home: Subject) -> str:
    """Return the path of the page of a repository's feedback."""
    return f"/repositories/{home.repository}/feedback"


def away_row(standing: Standing) -> AwayRow:
    """Return days away as a row."""
    days, *cover = (*standing.arguments, "")
    said = standing.at.date().isoformat()
    return AwayRow(standing.row, days.replace("..", " to "), cover[0] if cover else "", said, standing.on_page)


def number_row(area: Area, said: str) -> NumberRow:
    """Return an area whose number the person says, and what they said for this week."""
    return NumberRow(Link(area.id), area.metric.name if area.metric is not None else "", said)
