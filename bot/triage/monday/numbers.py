"""One line an area: its number, the change to last week, four weeks, the guardrail, the owner's sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.report import NumberLine, Reading
from bot.policy.metric import BY_HAND
from bot.triage.monday.areas import meant_by
from bot.triage.monday.weeks import names_until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.report import NumberState, WeekFacts
    from bot.policy.ownership import Area

WEEKS = 4


def answered(facts: WeekFacts, areas: Sequence[Area]) -> tuple[Reading, ...]:
    """Return what owners said in the week, one reading an area; the last word counts."""
    found: dict[str, Reading] = {}
    for answer in sorted(facts.answers, key=lambda each: each.at):
        area, sentence = meant_by(answer, areas)
        value = value_of(answer.number)
        if area is not None and value is not None and facts.week.holds(answer.at):
            found[area.id] = Reading(area.id, facts.week.name, value, answer.number, answer.at, sentence, answer.by)
    return tuple(found.values())


def value_of(number: str) -> float | None:
    """Return a number as it was written; None for what is none."""
    try:
        return float(number.removesuffix("%").replace(",", ""))
    except ValueError:
        return None


def number_lines(facts: WeekFacts, areas: Sequence[Area]) -> tuple[NumberLine, ...]:
    """Return the lines, by owner and area: in no order of merit."""
    said = {each.area: each for each in answered(facts, areas)}
    lines = (_line(area, facts, said.get(area.id)) for area in areas)
    return tuple(sorted(lines, key=lambda line: (line.owner.casefold(), line.title.casefold())))


def _line(area: Area, facts: WeekFacts, said: Reading | None) -> NumberLine:
    weeks = names_until(facts.week, WEEKS)
    kept = {each.week: each for each in facts.readings if each.area == area.id}
    now = said or kept.get(facts.week.name)
    trend = (*(kept[week].value if week in kept else None for week in weeks[:-1]), now.value if now else None)
    before, value = trend[-2], trend[-1]
    line = NumberLine(
        owner=str(area.owner), area=area.id, title=area.name, metric="", unit="", goal="", guardrail="",
        state="no_metric", value=None, shown="", change=None, weeks=weeks, trend=trend,
    )  # fmt: skip
    if area.metric is None:
        return line
    return replace(
        line,
        metric=area.metric.name,
        unit=area.metric.unit,
        goal=area.metric.goal,
        guardrail=area.metric.guardrail,
        state=_state(area.metric.source, now),
        value=value,
        shown=now.shown if now else "",
        change=None if value is None or before is None else round(value - before, 6),
        says=now.says if now else "",
        why=now.failed if now else "",
    )


def _state(source: str, now: Reading | None) -> NumberState:
    if now is None or (now.value is None and not now.failed):
        return "not_reported" if source == BY_HAND else "not_read"
    if now.value is None:
        return "failed"
    return "reported" if now.by else "read"
