"""From shares of areas to one owner, how sure, and whether that may be acted on; in the order of time for the past."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.triage.learned.bar import Bars, set_bars
from bot.triage.learned.calibration import Calibration, calibrate
from bot.triage.learned.pool import Pool, fit_pool

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.policy.ownership import OwnershipMap
    from bot.triage.learned.trials import Trials


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """The owner of each area by number, and how many there are: areas of one owner may be confused freely."""

    of_area: NDArray[np.intp]
    count: int


def owners_in(ownership: OwnershipMap) -> Owners:
    """Return the owners of a map, numbered in the order of their areas."""
    numbers: dict[str, int] = {}
    of_area = [numbers.setdefault(area.owner.casefold(), len(numbers)) for area in ownership.areas]
    return Owners(np.array(of_area, np.intp), len(numbers))


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """For each issue: its best owner by number, the sum of that owner's shares, and whether people agreed."""

    shares: NDArray[np.float64]
    owners: NDArray[np.intp]
    sureness: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judge:
    """What past predictions teach about the next: the pool's weights, what sureness means, and where the bars are."""

    pool: Pool = field(default_factory=Pool)
    calibration: Calibration = field(default_factory=Calibration)
    bars: Bars = field(default_factory=Bars)
    judged: int = 0


def order_of(shares: NDArray[np.float64], owner: int, owners: Owners) -> list[int]:
    """Return the areas of one issue by falling share, the best area of `owner` first."""
    order = sorted(range(shares.size), key=lambda area: (-shares[area], area))
    first = next(area for area in order if owners.of_area[area] == owner)
    return [first, *(area for area in order if area != first)]


def predict(trials: Trials, pool: Pool, owners: Owners) -> Predictions:
    """Return who each issue's owner is by a pool."""
    shares = pool.shares(trials)
    by_owner = np.zeros((len(trials), owners.count))
    wanted = np.zeros((len(trials), owners.count), np.bool_)
    for area, owner in enumerate(owners.of_area):
        by_owner[:, owner] += shares[:, area]
        wanted[:, owner] |= trials.targets[:, area]
    best = by_owner.argmax(axis=1)
    rows = np.arange(len(trials))
    return Predictions(shares, best, np.round(by_owner[rows, best], 6), wanted[rows, best])


def learn_from(trials: Trials, owners: Owners, target: float) -> Judge:
    """Return the judge that the trials' outcomes make; without outcomes one that assigns nobody."""
    if not len(trials):
        return Judge(bars=Bars((None,) * owners.count))
    pool = fit_pool(trials)
    seen = predict(trials, pool, owners)
    bars = set_bars(seen.owners, seen.sureness, seen.right, owners.count, target)
    return Judge(pool, calibrate(seen.sureness, seen.right), bars, len(trials))
