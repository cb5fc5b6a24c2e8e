"""What a replay comes to: precision, coverage, calibration error, and the same by area and by owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.triage.learned.outcome import Outcome

BINS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One area's or owner's part: `issues` people put there, `assigned` that would have gone there on their own.

    `right` of those assigned belonged there; `precision` is right / assigned (None: nothing was assigned), `coverage`
    the share of `issues` that would have been assigned to anybody.
    """

    name: str
    issues: int
    assigned: int
    right: int
    precision: float | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of all issues, four decimals; None where there is nothing to divide by.

    `top1` and `top3` count areas, `owner_right` and `precision` owners. `calibration_error_second_half` is that of the
    newer half, for which confidence had the most to learn from.
    """

    issues: int
    top1: float | None
    top3: float | None
    owner_right: float | None
    assigned: int
    precision: float | None
    coverage: float | None
    calibration_error: float | None
    calibration_error_second_half: float | None
    areas: tuple[Part, ...]
    owners: tuple[Part, ...]


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of replayed issues, given in the order of time."""
    count = len(outcomes)
    assigned = [each for each in outcomes if each.routed]
    return Figures(
        issues=count,
        top1=_share(sum(bool(set(each.ranked[:1]) & set(each.wanted)) for each in outcomes), count),
        top3=_share(sum(bool(set(each.ranked[:3]) & set(each.wanted)) for each in outcomes), count),
        owner_right=_share(sum(each.right for each in outcomes), count),
        assigned=len(assigned),
        precision=_share(sum(each.right for each in assigned), len(assigned)),
        coverage=_share(len(assigned), count),
        calibration_error=calibration_error(outcomes),
        calibration_error_second_half=calibration_error(outcomes[count // 2 :]),
        areas=_parts(outcomes, lambda each: each.wanted, lambda each: each.ranked[0] if each.ranked else ""),
        owners=_parts(outcomes, lambda each: each.wanted_owners, lambda each: each.owner),
    )


def calibration_error(outcomes: Sequence[Outcome]) -> float | None:
    """Return the expected calibration error (Naeini et al., 2015): ten bins of equal width, weighted by their size."""
    gaps = [0.0] * BINS
    for each in outcomes:
        gaps[min(BINS - 1, int(each.confidence * BINS))] += each.right - each.confidence
    return _share(sum(map(abs, gaps)), len(outcomes))


def _parts(
    outcomes: Sequence[Outcome], wanted: Callable[[Outcome], Sequence[str]], given: Callable[[Outcome], str]
) -> tuple[Part, ...]:
    names = {name for each in outcomes for name in wanted(each)} | {given(each) for each in outcomes if each.routed}
    return tuple(_part(name, outcomes, wanted, given) for name in sorted(names))


def _part(
    name: str,
    outcomes: Sequence[Outcome],
    wanted: Callable[[Outcome], Sequence[str]],
    given: Callable[[Outcome], str],
) -> Part:
    here = [each for each in outcomes if name in wanted(each)]
    sent = [each for each in outcomes if each.routed and given(each) == name]
    right = sum(name in wanted(each) for each in sent)
    covered = sum(each.routed for each in here)
    return Part(name, len(here), len(sent), right, _share(right, len(sent)), _share(covered, len(here)))


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
