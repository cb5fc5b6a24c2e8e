"""What every test stands on."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.inbox.database import open_database
from bot.practice import PracticeGitHub
from tests.postgres.server import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator

# No deadlines: a test asserts what happens, times belong to bench/. The same examples in every run, so that a red run
# is about the change at hand; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests choose the journeys' home, what the app was granted, and more."""
    parser.addoption("--home", choices=("sqlite", "postgresql"), default="sqlite", help="where journeys keep things")
    sets = ("everything", "pull_requests")
    parser.addoption("--granted", choices=sets, default="everything", help="what the app may do; all else is a 403")
    much = "what processes are sent while they are killed; the default takes some minutes"
    parser.addoption("--deliveries", type=int, default=20_000, help=much)
    parser.addoption("--pictures", type=Path, help="a folder for pictures of every page (with -m browser)")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def practice(tmp_path: Path) -> PracticeGitHub:
    """Return a GitHub of the test's own, with the app registered on it."""
    return PracticeGitHub("practice-secret", tmp_path / "github")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Yield a PostgreSQL server of the run's own; it starts with the first test that asks for it."""
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def template(postgres: PostgresServer) -> str:
    """Return the name of a PostgreSQL database with all tables: a test's database is a copy of it."""
    name = postgres.create()
    asyncio.run(open_database(postgres.url(name)).close())
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Return the kind of the test's database: every test that asks for one runs in both homes."""
    kind: str = request.param
    return kind


@pytest.fixture
def url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the address of a database of the test's own: in SQLite not there yet, in PostgreSQL with its tables."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'bot.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create(request.getfixturevalue("template"))
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def bare_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the address of a database without tables."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)
