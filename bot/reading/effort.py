"""Minutes a reviewer needs, from the public rate table.

Sums are whole numbers (millionths of a minute), so that the order of files cannot change the last digit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from bot.facts.verdict import Contribution, Effort, LineCounts, LineKinds
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
    kinds = _line_kinds(files, readings, rules)
    costs: defaultdict[Part, int] = defaultdict(int)
    amounts: Counter[Part] = Counter()
    timed = []
    for file, reading, lines in zip(files, readings, kinds, strict=True):
        total = 0
        for part, amount, rate in _parts(file, reading, lines, rules):
            costs[part] += amount * rate
            amounts[part] += amount
            total += amount * rate
        looked_into = _counted(file, lines) if reading.counts != "set_aside" else LineKinds()
        timed.append(replace(reading, minutes=_rounded(total, 2), line_kinds=looked_into))
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
        line_kinds=_all_kinds(timed),
    )
    return effort, tuple(timed)


def directories(readings: Iterable[FileReading]) -> set[str]:
    """Return the folders in which a person has something to read."""
    return {reading.path.rpartition("/")[0] for reading in readings if reading.counts != "set_aside"}


def _line_kinds(
    files: Sequence[FileChange], readings: Sequence[FileReading], rules: EffortRules
) -> list[Mapping[str, int]]:
    """Return lines by kind for each file, semantic ones that were removed as `removed`.

    What is set aside is not looked into, except as the source of a move.
    """
    looked = [at for at, reading in enumerate(readings) if reading.counts != "set_aside" or reading.kind == "deleted"]
    found: list[Mapping[str, int]] = [{} for _ in files]
    for at, kinds in zip(looked, read_line_kinds([files[at] for at in looked], rules.languages), strict=True):
        signs = (line.sign for hunk in files[at].hunks for line in hunk.lines if line.sign != " ")
        found[at] = Counter(
            "removed" if kind == "semantic" and sign == "-" else kind for kind, sign in zip(kinds, signs, strict=True)
        )
    return found


def _counted(file: FileChange, lines: Mapping[str, int]) -> LineKinds:
    """Return the lines of a file by kind; those that were not seen are known by their number only."""
    return LineKinds(
        semantic=lines.get("semantic", 0) + lines.get("removed", 0),
        systematic=lines.get("systematic", 0),
        moved=lines.get("moved", 0),
        imports=lines.get("import", 0),
        comments=lines.get("comment", 0),
        whitespace=lines.get("whitespace", 0),
        unseen=sum(_unseen(file, lines)),
    )


def _unseen(file: FileChange, lines: Mapping[str, int]) -> tuple[int, int]:
    """Return how many added and how many removed lines are known by their number only."""
    unseen = max(0, file.additions + file.deletions - sum(lines.values()))
    if not unseen:
        return 0, 0
    removed = sum(line.sign == "-" for hunk in file.hunks for line in hunk.lines)
    unseen_removed = min(unseen, max(0, file.deletions - removed))
    return unseen - unseen_removed, unseen_removed


def _all_kinds(readings: Sequence[FileReading]) -> LineKinds:
    names = [name.name for name in fields(LineKinds)]
    return LineKinds(*(sum(getattr(reading.line_kinds, name) for reading in readings) for name in names))


def _parts(
    file: FileChange, reading: FileReading, lines: Mapping[str, int], rules: EffortRules
) -> Iterable[tuple[Part, int, int]]:
    """Yield what a file costs as (part, amount, millionths of a minute each).

    Lines that were not seen are judged by their number, as lines that have to be understood or that went.
    """
    rate = rules.files[reading.kind]
    unseen_added, unseen_removed = _unseen(file, lines)
    if rate.file:
        yield _opening(reading, lines, unseen_added + unseen_removed, rules)
    if reading.rule in rules.entries:
        yield ("entry", reading.rule), 1, _exact(rules.entries[reading.rule].file)
    if not rate.line:
        return
    for kind, line_rate in rules.lines.items():
        if count := lines.get(kind, 0) + (unseen_removed if kind == "removed" else 0):
            yield (kind, ""), count, _exact(min(rate.line, line_rate.line))
    dear_removals = 0 if "removed" in rules.lines else lines.get("removed", 0) + unseen_removed
    if count := lines.get("semantic", 0) + unseen_added + dear_removals:
        yield ("lines", reading.kind), count, _exact(rate.line)


def _opening(reading: FileReading, lines: Mapping[str, int], unseen: int, rules: EffortRules) -> tuple[Part, int, int]:
    """Return what it costs to open a file, or to pass one in which nothing has to be understood."""
    rate, glance = rules.files[reading.kind], rules.glance
    if reading.kind == "deleted":
        return ("deleted", ""), 1, _exact(rate.file)
    if glance and glance.file < rate.file and lines and not unseen and set(lines) <= set(glance.kinds):
        return ("glance", ""), 1, _exact(glance.file)
    return ("files", ""), 1, _exact(rate.file)


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
    worth_saying = (part for part in costs if _rounded(costs[part], 1))
    largest = sorted(worth_saying, key=lambda part: (-costs[part], part))[:_SHOWN]
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
