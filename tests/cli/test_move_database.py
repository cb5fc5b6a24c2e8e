"""`onesitting move-database`: what cannot be moved is named as it was given. The move itself: tests/inbox."""

from __future__ import annotations

import pytest

from tests.cli.command import onesitting

SQLITE, POSTGRESQL = "sqlite:///nowhere/a.sqlite3", "postgresql://u@127.0.0.1:9/d"


@pytest.mark.parametrize(
    ("origin", "destination", "says"),
    [
        ("nonsense", POSTGRESQL, "--from is not a database address"),
        (SQLITE, "mysql://u@h/d", "--to must name a SQLite file or a PostgreSQL database"),
        (POSTGRESQL, SQLITE, "--from sqlite:///... --to postgresql://..."),
    ],
)
def test_an_address_is_blamed_by_the_name_it_was_given_by(origin: str, destination: str, says: str) -> None:
    """Nobody set DATABASE_URL."""
    ran = onesitting("move-database", "--from", origin, "--to", destination)
    assert (2, True, False) == (ran.code, says in ran.err, "DATABASE_URL" in ran.err)
