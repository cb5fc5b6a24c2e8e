"""Every table of the database under one name: what migrations, tests and the README are held against."""

from __future__ import annotations

from bot.inbox import feedback_tables, learning_tables, tables, turn_tables, weekly_tables

METADATA = tables.METADATA
FEEDBACK = (
    feedback_tables.TEXTS,
    feedback_tables.PREDICTIONS,
    feedback_tables.CORRECTIONS,
    feedback_tables.FINALS,
    learning_tables.MODELS,
    learning_tables.HISTORIES,
    turn_tables.TURNS,
    turn_tables.DIGESTS,
    turn_tables.REMINDERS,
)
"""The tables of feedback and learning: each has a key of one column, an installation and a repository."""
WEEKLY = (weekly_tables.NUMBERS, weekly_tables.REPORTS)
"""The tables of the Monday report: they belong to an installation, not to one of its repositories."""
