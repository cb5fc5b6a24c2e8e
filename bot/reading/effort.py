"""Minutes a reviewer needs, from the public rate table.

Sums are whole numbers (millionths of a minute), so that the order of files cannot change the last digit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.verdict import Contribution, Effort, LineCounts
from bot.reading.effort_words import in_words
from bot.reading.line_kinds import read_line_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.policy.effort import EffortRules
    from bot.reading.effort_words import Part

_MILLION = 1_000_000
_SHOWN = 3


def measure(
    files: Sequence[FileChange], readings: Sequence[FileReading], rules: EffortRules
) -> tuple[Effort, tuple[FileReading, ...]]:
    """Return the effort of the whole change, and the readings with their minutes, in the order given.

    `readings` are those of `files`, one each and in the same order (bot.reading.files). Minutes are rounded to 0.1,
    those of a file to 0.01; sittings are what the rounded minutes fill, at least one.
    """
    kinds = _line_kinds(files, readings)
    costs: defaultdict[Part, int] = defaultdict(int)
    amounts: Counter[Part] = Counter()
    timed = []
    for file, reading, lines in zip(files, readings, kinds, strict=True):
        total = 0
        for part, amount, rate in _parts(file, reading, lines, rules):
            costs[part] += amount * rate
            amounts[part] += amount
            total += amount * rate
        timed.append(replace(reading, minutes=_rounded(total, 2)))
    spread = _spread(readings, sum(costs.values()), rules)
    if spread:
        costs["spread", ""] = spread
    minutes = _rounded(sum(costs.values()), 1)
    budget = rules.sitting.budget_minutes
    effort = Effort(
        minutes=minutes,
        sittings=max(1, -(-round(minutes * 10) // (budget * 10))),
        lines=_counts(readings),
        contributions=_contributions(costs, amounts, readings),
        budget_minutes=budget,
        warn_minutes=rules.sitting.warn_minutes,
    )
    return effort, tuple(timed)


def directories(readings: Iterable[FileReading]) -> set[str]:
    """Return the folders in which a person has something to read."""
    return {reading.path.rpartition("/")[0] for reading in readings if reading.counts != "set_aside"}


def _line_kinds(files: Sequence[FileChange], readings: Sequence[FileReading]) -> list[Mapping[str, int]]:
    """Return lines by kind for each file; what is set aside is not looked into, except as the source of a move."""
    looked = [at for at, reading in enumerate(readings) if reading.counts != "set_aside" or reading.kind == "deleted"]
    found: list[Mapping[str, int]] = [{} for _ in files]
    for at, kinds in zip(looked, read_line_kinds([files[at] for at in looked]), strict=True):
        found[at] = Counter(kinds)
    return found


def _parts(
    file: FileChange, reading: FileReading, lines: Mapping[str, int], rules: EffortRules
) -> Iterable[tuple[Part, int, int]]:
    """Yield what a file costs as (part, amount, millionths of a minute each).

    Lines that were not seen are judged by their number, as lines that have to be understood.
    """
    rate = rules.files[reading.kind]
    if rate.file:
        yield ("deleted" if reading.kind == "deleted" else "files", ""), 1, _exact(rate.file)
    if reading.rule in rules.entries:
        yield ("entry", reading.rule), 1, _exact(rules.entries[reading.rule].file)
    if not rate.line:
        return
    for kind, line_rate in rules.lines.items():
        if count := lines.get(kind, 0):
            yield (kind, ""), count, _exact(min(rate.line, line_rate.line))
    unseen = max(0, file.additions + file.deletions - sum(lines.values()))
    if count := lines.get("semantic", 0) + unseen:
        yield ("lines", reading.kind), count, _exact(rate.line)


def _spread(readings: Sequence[FileReading], cost: int, rules: EffortRules) -> int:
    opened = sum(reading.counts != "set_aside" for reading in readings)
    rule = rules.spread
    if opened > rule.above_files or len(directories(readings)) > rule.above_directories:
        return cost * _exact(rule.share) // _MILLION
    return 0


def _counts(readings: Iterable[FileReading]) -> LineCounts:
    counts: Counter[str] = Counter()
    for reading in readings:
        counts[reading.counts] += reading.added + reading.removed
    return LineCounts(counts["to_review"], counts["tests"], counts["set_aside"])


def _contributions(
    costs: Mapping[Part, int], amounts: Mapping[Part, int], readings: Sequence[FileReading]
) -> tuple[Contribution, ...]:
    largest = sorted((part for part in costs if costs[part]), key=lambda part: (-costs[part], part))[:_SHOWN]
    opened = sum(reading.counts != "set_aside" for reading in readings)
    return tuple(
        Contribution(in_words(part, amounts[part], opened, len(directories(readings))), _rounded(costs[part], 1))
        for part in largest
    )


def _exact(minutes: float) -> int:
    return round(minutes * _MILLION)


def _rounded(cost: int, digits: int) -> float:
    """Return minutes, rounded half up: the same on every machine."""
    scale = (1, 10, 100)[digits]
    step = _MILLION // scale
    return (cost + step // 2) // step / scale
