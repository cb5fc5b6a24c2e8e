"""Which rules fired on which pull request, and what became of it: counted, so that limits are set by experience."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.facts.rule_stats import RuleStats
from bot.inbox.rule_tables import FIRINGS
from bot.inbox.tables import COMMANDS, DECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.facts.verdict import Verdict

_ROW = FIRINGS.c
_COMMAND = COMMANDS.c


def follow(connection: Connection, subject: Subject, verdict: Verdict, now: datetime) -> None:
    """Write down which rules give reasons now, and which do no more; a change that was not analysed says neither."""
    if verdict.band == "not_analysed":
        return
    here = (_ROW.repository == subject.repository, _ROW.number == subject.number)
    known = {row.rule: row for row in connection.execute(select(FIRINGS).where(*here))}
    fired, revision = {finding.rule[:100] for finding in verdict.findings}, verdict.rules_revision
    row = {"repository": subject.repository, "number": subject.number, "installation": subject.installation}
    new = [{**row, "rule": rule, "revision": revision, "fired_at": now} for rule in sorted(fired - known.keys())]
    if new:
        connection.execute(insert(FIRINGS), new)
    back = [rule for rule in fired & known.keys() if known[rule].ended_at is not None]
    if back:
        again = update(FIRINGS).where(*here, _ROW.rule.in_(back))
        connection.execute(again.values(ended_at=None, ended_by=None, revision=revision))
    gone = [each for rule, each in known.items() if rule not in fired and each.ended_at is None]
    for by in ("change", "rules"):
        over = [each.rule for each in gone if (each.revision == revision) == (by == "change")]
        if over:
            ended = update(FIRINGS).where(*here, _ROW.rule.in_(over))
            connection.execute(ended.values(ended_at=now, ended_by=by))


def rule_stats(
    connection: Connection, since: datetime, full_name: str | None = None, installation: int | None = None
) -> tuple[RuleStats, ...]:
    """Return what each rule did since a moment, the most frequent first; in one repository or installation, or all."""
    here = _repositories(connection, full_name) if full_name is not None else None
    look = select(_ROW.rule, _ROW.ended_by).where(_ROW.fired_at >= since)
    asked = select(COMMANDS).where(_COMMAND.command == "ignore", _COMMAND.heard_at >= since)
    if here is not None:
        look, asked = look.where(_ROW.repository.in_(here)), asked.where(_COMMAND.repository.in_(here))
    if installation is not None:
        look = look.where(_ROW.installation == installation)
        asked = asked.where(_COMMAND.installation == installation)
    rows = connection.execute(look).all()
    fired, ends = Counter(row.rule for row in rows), Counter((row.rule, row.ended_by) for row in rows)
    commands = connection.execute(asked).all()
    ignored = _pulls(row for row in commands if row.outcome == "accepted")
    disputed = _pulls(row for row in commands if row.outcome == "refused")
    every = sorted({*fired, *ignored, *disputed}, key=lambda rule: (-fired[rule], rule))
    made = ("change", "rules", None)
    return tuple(
        RuleStats(rule, fired[rule], ignored[rule], disputed[rule], *(ends[rule, by] for by in made)) for rule in every
    )


def known_repositories(connection: Connection) -> list[str]:
    """Return the full names of the repositories in which something was decided, in order."""
    return sorted(connection.execute(select(DECISIONS.c.full_name).distinct()).scalars())


def _repositories(connection: Connection, full_name: str) -> list[int]:
    """Return the ids of the repositories that were called so when something was decided there last."""
    look = select(DECISIONS.c.subject).where(DECISIONS.c.full_name == full_name)
    return sorted({int(key.split(":")[1]) for key in connection.execute(look).scalars()})


def _pulls(rows: Iterable[object]) -> Counter[str]:
    """Return on how many pull requests each rule was meant."""
    meant = {(row.repository, row.number, row.arguments[0]) for row in rows if row.arguments}  # type: ignore[attr-defined]
    return Counter(rule for _, _, rule in meant)
