"""The words of the Monday report that are the same in every format: plain sentences, escaped by whoever shows them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.judgement.naming import counted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.report import AreaHealth, Decision, IssueRef, NumberLine, OwnerFeedback, Report
    from bot.facts.week import Week

NUMBER_HEADER = ("owner", "area", "metric", "number", "change", "four weeks", "goal", "guardrail", "why it moved")
FEEDBACK_HEADER = ("owner", "new", "by rule", "by rota", "moved", "on time", "overdue")
HEALTH_HEADER = ("area", "right", "assigned by a rule", "left to the rota")
HEALTH_SAYS = (
    "Thirteen weeks. Right: assignments by a rule that people let stand. The other two are shares of the issues that "
    "people put there."
)
PLACES = 6
"""Decimals of a number that are shown at most: more is noise of a floating point."""


def title(report: Report) -> str:
    """Return the report's title."""
    return f"Monday report {report.week.name}: {report.organisation}"


def span(report: Report) -> str:
    """Return which time it is about."""
    week = report.week
    ending = ", which has not ended yet" if report.so_far else ""
    return f"From {_local(week, week.begins)} to {_local(week, week.ends)} ({week.zone}){ending}."


def number(line: NumberLine) -> str:
    """Return the number as it was said or read, or why there is none: it is never made up."""
    match line.state:
        case "not_reported":
            return "not reported"
        case "not_read":
            return "not read yet"
        case "failed":
            return f"source failed: {line.why}"
        case "no_metric":
            return "no metric in the map"
        case _:
            return with_unit(line.value or 0.0, line.unit)


def with_unit(value: float, unit: str) -> str:
    """Return a value with its unit: "1,840 people", "73 %"."""
    return f"{plain_number(value)} {unit}".rstrip()


def plain_number(value: float) -> str:
    """Return a value with its thousands set apart and no empty decimals."""
    shown = f"{value:,.{PLACES}f}".rstrip("0").rstrip(".")
    return "0" if shown in {"-0", ""} else shown


def change(line: NumberLine) -> str:
    """Return the change to last week with its sign."""
    if line.change is None:
        return ""
    return "0" if line.change == 0 else ("+" if line.change > 0 else "") + plain_number(line.change)


def trend(line: NumberLine) -> str:
    """Return the four weeks, oldest first; a week without a number is a question mark. Empty where all are."""
    if line.state == "no_metric" or all(value is None for value in line.trend):
        return ""
    return ", ".join("?" if value is None else plain_number(value) for value in line.trend)


def number_row(line: NumberLine) -> tuple[str, ...]:
    """Return the cells of an area's line, not escaped."""
    cells = (line.owner, line.title, line.metric, number(line), change(line), trend(line))
    return (*cells, line.goal, line.guardrail, line.says)


def feedback_row(row: OwnerFeedback) -> tuple[str, ...]:
    """Return the cells of an owner's feedback without the overdue issues."""
    return (row.owner, str(row.new), str(row.by_rule), str(row.by_rota), str(row.moved), _share(row.on_time, row.due))


def health_row(row: AreaHealth) -> tuple[str, ...]:
    """Return the cells of an area's routing health: each share with the numbers that it is made of."""
    return (
        row.area,
        _percent(row.right, row.judged),
        _percent(row.covered, row.issues),
        _percent(row.abstained, row.issues),
    )


def decision(asked: Decision) -> str:
    """Return what is asked, and what to do; names of areas stand in backticks."""
    match asked.kind:
        case "source_fails":
            return (
                f"The number of `{asked.area}` could not be read for two weeks: mend its source in the map, or make it "
                "manual."
            )
        case "not_reported":
            return f"The number of `{asked.area}` was not reported for two weeks: is it still the right one?"
        case "often_wrong":
            return (
                f"{counted(asked.count, 'issue')} {asked.why} sent to `{asked.area}` belonged elsewhere: are its "
                "keywords, labels and surfaces still right?"
            )
        case "no_area":
            return f"{counted(asked.count, 'issue')} found no area in the map: is one missing?"
        case "overdue_long":
            return f"{counted(asked.count, 'issue')} waited longer than the whole week: answer, hand over or close?"


def reference(ref: IssueRef) -> str:
    """Return an issue as people write it, `acme/shop#12`."""
    return f"{ref.full_name}#{ref.number}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "none due"


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} % ({part}/{whole})" if whole else "none yet"


def _local(week: Week, at: datetime) -> str:
    zone = ZoneInfo(week.zone) if week.zone != "UTC" else UTC
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
