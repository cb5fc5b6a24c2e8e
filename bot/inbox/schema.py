"""Every table of the database under one name: what migrations, purge, export, tests and the README are held against."""

from __future__ import annotations

from bot.inbox import (
    feedback_tables,
    learning_tables,
    recovery_tables,
    rule_tables,
    setup_tables,
    tables,
    turn_tables,
    weekly_tables,
)

METADATA = tables.METADATA
MODULES = (
    tables,
    feedback_tables,
    learning_tables,
    recovery_tables,
    rule_tables,
    setup_tables,
    turn_tables,
    weekly_tables,
)
"""Importing these fills METADATA."""
WEEKLY = (weekly_tables.NUMBERS, weekly_tables.REPORTS)
"""The tables of the Monday report: they belong to an installation, not to one of its repositories."""
