"""Which rows belong to an installation or to one repository: read off the tables, so that none can be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from sqlalchemy import or_

from bot.facts.repository import SubjectKind
from bot.inbox.schema import METADATA, WEEKLY
from bot.inbox.tables import INSTALLATIONS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table


def of_installation(installation: int) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    """Return every table that keeps something of installations, with which rows are this one's; its own row last."""
    tables = [table for table in METADATA.sorted_tables if "installation" in table.c]
    itself = (INSTALLATIONS, INSTALLATIONS.c.id == installation)
    return (*((table, table.c.installation == installation) for table in tables), itself)


def of_repository(repository: int) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    """Return every table whose rows can be told apart by repository, with which are this one's, whoever had it.

    Deliveries are not sorted by repository, they go by age (bot.inbox.retention); nor is an organisation's week.
    """
    found: list[tuple[Table, ColumnElement[bool]]] = []
    for table in METADATA.sorted_tables:
        if table in WEEKLY:
            continue
        if "repository" in table.c:
            found.append((table, table.c.repository == repository))
        elif "subject" in table.c:
            found.append((table, about(table.c.subject, repository)))
    return tuple(found)


def is_transferable(table: Table) -> bool:
    """Return whether a row may change its installation: not where that is part of what makes the row unique."""
    keys = [table.primary_key.columns, *(index.columns for index in table.indexes if index.unique)]
    return not any("installation" in key for key in keys)


def about(key: ColumnElement[str], repository: int) -> ColumnElement[bool]:
    """Return whether a subject's key (bot.facts.repository.Subject.key) is of a repository."""
    return or_(*(key.startswith(f"{kind}:{repository}:", autoescape=True) for kind in get_args(SubjectKind)))
