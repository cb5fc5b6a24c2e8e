"""Many alike in an area within hours: a count against the area's own history, and robust to small numbers.

Users tell of an outage one by one; whoever owns the area should hear of it as one thing, at once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.triage.tokens import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.policy.ownership import Area, OwnershipMap

WINDOW = timedelta(hours=6)
GOES_ON = timedelta(hours=24)
"""So long a surge that was told is the same one; what is older than that is the area's history."""
HISTORY = timedelta(days=90)

FEWEST = 5
"""Fewer alike are no surge, whatever the history."""
UNLIKELY = 1e-4
"""How rarely chance may bring as many: about once in seven years of six-hour windows."""

_SHAPE, _EXPOSURE = 0.5, timedelta(days=3.5)
"""Jeffreys' prior for a rate, with half a week behind it: an area without a history has one issue a week."""
_MOST = 300
"""Newest reports of an area that are compared with each other."""
_EVERYDAY = 0.25
"""A word in more of the area's older reports than that says nothing of what is new."""


@dataclass(frozen=True, slots=True)
class Report:
    """One issue of an area: when it was opened, and the words that tell of it."""

    number: int
    area: str
    at: datetime
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surge:
    """Issues that are alike, oldest first. `expected`: how many of any kind the area has in a window, by its history.

    `words` are those that most of them share.
    """

    area: str
    began_at: datetime
    numbers: tuple[int, ...]
    expected: float
    words: tuple[str, ...]


def find_surges(
    reports: Sequence[Report], known_since: datetime, now: datetime, standing: Mapping[str, datetime]
) -> tuple[Surge, ...]:
    """Return the surges of now, one an area at most.

    `reports` are those since `known_since`, in any order. `standing` says of areas whose surge was told already when
    it began: that one goes on, and takes up what is like it, for a day.
    """
    found = (
        _surge(area, [each for each in reports if each.area == area], known_since, now, standing.get(area))
        for area in sorted({each.area for each in reports})
    )
    return tuple(surge for surge in found if surge is not None)


def names_of(area: Area, ownership: OwnershipMap) -> frozenset[str]:
    """Return the words by which an issue says that it belongs to the area: a form's answers make no issues alike."""
    said = (area.id, area.name, *area.aliases, *area.labels, *area.form_values, *ownership.feedback.area_fields)
    return frozenset(word for text in said for word in phrase(text))


def chance_of(count: int, older: int, exposure: timedelta) -> float:
    """Return how likely at least `count` are in a window, where there were `older` ones in `exposure` before it.

    The rate is not known, only what it brought: the counts of the next window follow a negative binomial distribution.
    """
    shape, behind = older + _SHAPE, max(exposure, timedelta()) + _EXPOSURE
    stays = behind / (behind + WINDOW)
    term, below = stays**shape, 0.0
    for number in range(count):
        below += term
        term *= (shape + number) / (number + 1) * (1 - stays)
    return max(0.0, 1.0 - below)


def _surge(
    area: str, reports: list[Report], known_since: datetime, now: datetime, told: datetime | None
) -> Surge | None:
    goes_on = told is not None and told > now - GOES_ON
    since = told if told is not None and goes_on else now - WINDOW
    older = [each for each in reports if now - HISTORY <= each.at <= now - GOES_ON]
    recent = sorted((each for each in reports if since <= each.at <= now), key=lambda each: (each.at, each.number))
    alike = _largest(recent[-_MOST:], _everyday(older))
    exposure = min(HISTORY, now - known_since) - GOES_ON
    if not alike or (not goes_on and (len(alike) < FEWEST or chance_of(len(alike), len(older), exposure) > UNLIKELY)):
        return None
    expected = (len(older) + _SHAPE) * (WINDOW / (max(exposure, timedelta()) + _EXPOSURE))
    counted = Counter(word for each in alike for word in sorted(each.words))
    words = tuple(word for word, count in counted.most_common(3) if 2 * count > len(alike))
    began = told if told is not None and goes_on else alike[0].at
    return Surge(area, began, tuple(each.number for each in alike), expected, words)


def _everyday(older: Sequence[Report]) -> frozenset[str]:
    counted = Counter(word for each in older for word in each.words)
    return frozenset(word for word, count in counted.items() if count > max(2, _EVERYDAY * len(older)))


def _largest(recent: Sequence[Report], everyday: frozenset[str]) -> list[Report]:
    """Return the most reports that are like one of them, which is among them; of equals those of the oldest."""
    telling = [each.words - everyday for each in recent]
    groups = [
        [report for report, theirs in zip(recent, telling, strict=True) if _alike(words, theirs)] for words in telling
    ]
    return max(groups, key=len, default=[])


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two texts share three telling words; of short ones half."""
    enough = -(-min(len(one), len(other), 6) // 2)
    return enough > 0 and len(one & other) >= enough
