"""What is raised when the database would not keep or tell something."""

from __future__ import annotations


class DatabaseUnavailable(Exception):  # noqa: N818 - said in the words of bot.facts.errors
    """Locked, full, read-only, closed or overloaded: nothing was written."""
