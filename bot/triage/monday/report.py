"""From what was gathered for a week to its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.report import Report
from bot.triage.monday.clusters import cluster
from bot.triage.monday.decisions import decisions_of
from bot.triage.monday.feedback import feedback_of
from bot.triage.monday.health import health_of
from bot.triage.monday.numbers import number_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.report import WeekFacts
    from bot.policy.ownership import Area


def make_report(facts: WeekFacts, areas: Sequence[Area], now: datetime) -> Report:
    """Return the report; on a quiet week it holds the numbers and nothing else.

    Routing health is told in weeks in which something was routed or answered.
    """
    numbers, feedback = number_lines(facts, areas), feedback_of(facts)
    said, alone = cluster(facts.said)
    health = health_of(facts.judged)
    return Report(
        organisation=facts.organisation,
        week=facts.week,
        so_far=now < facts.week.ends,
        numbers=numbers,
        feedback=feedback,
        said=said,
        alone=alone,
        shipped=facts.shipped,
        let_through=facts.let_through,
        health=health if feedback else (),
        decisions=decisions_of(facts, numbers, health),
    )
