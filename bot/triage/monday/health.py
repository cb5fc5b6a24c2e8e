"""Routing health by area: how often it was right, how much it did on its own, how often it left it to the rota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.report import AreaHealth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.outcome import Judged


def health_of(judged: Sequence[Judged]) -> tuple[AreaHealth, ...]:
    """Return one row an area that something is known of, by its id."""
    predicted = {each.prediction.area for each in judged if _by_rule(each) and each.prediction.area}
    answered = {area for each in judged if each.final is not None for area in each.final.areas[:1]}
    rows = (_row(area, judged) for area in sorted(predicted | answered))
    return tuple(row for row in rows if row.judged or row.issues)


def _row(area: str, judged: Sequence[Judged]) -> AreaHealth:
    sent = [each for each in judged if _by_rule(each) and each.prediction.area == area and each.final is not None]
    here = [each for each in judged if each.final is not None and area in each.final.areas[:1]]
    return AreaHealth(
        area=area,
        judged=len(sent),
        right=sum(each.final is not None and area in each.final.areas for each in sent),
        issues=len(here),
        covered=sum(map(_by_rule, here)),
        abstained=sum(each.prediction.step == "fallback" for each in here),
    )


def _by_rule(judged: Judged) -> bool:
    return judged.prediction.acted == "assigned" and judged.prediction.step != "fallback"
