"""What counts as a name, a login, a commit and an id in a payload."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.journeys.payload import as_mapping, is_id, is_login, is_repository_name, is_sha, mapping, moment


@pytest.mark.parametrize("name", ["acme/shop", "acme/.github", "a-b_corp/a..b", "a/...", "a/" + "r" * 100])
def test_names_of_repositories(name: str) -> None:
    """Whatever GitHub lets people choose."""
    assert is_repository_name(name)


@pytest.mark.parametrize(
    "name",
    ["acme", "acme/", "/shop", "a/b/c", "a/.", "a/..", "../b", "./b", "a.b/c", "a/b\n", "a/..\n", "a/b?c", 7, None],
)
def test_what_is_no_name_of_a_repository(name: object) -> None:
    """A name becomes a part of addresses: it must not lead anywhere else."""
    assert not is_repository_name(name)


@pytest.mark.parametrize(
    ("login", "is_one"),
    [
        ("ana", True),
        ("a-b", True),
        ("ana_acme", True),
        ("ana.b", False),
        ("app[bot]", False),
        ("", False),
        (None, False),
    ],
)
def test_logins(login: object, *, is_one: bool) -> None:
    """People and organisations, those of an enterprise's own included; no dots, and no bots."""
    assert is_one == is_login(login)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [(1, True), (2**63 - 1, True), (2**63, False), (0, False), (-1, False), (True, False), ("1", False), (1.0, False)],
)
def test_ids(value: object, *, is_one: bool) -> None:
    """A whole number that the database can hold."""
    assert is_one == is_id(value)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [("a" * 40, True), ("a" * 64, True), ("a" * 50, False), ("A" * 40, False), ("main", False), (None, False)],
)
def test_commits(value: object, *, is_one: bool) -> None:
    """SHA-1 or SHA-256, in full."""
    assert is_one == is_sha(value)


@pytest.mark.parametrize("value", [None, [], "x", 1])
def test_what_is_no_object_is_an_empty_one(value: object) -> None:
    """So that one can look further without asking at every step."""
    assert (mapping({"a": value}, "a"), mapping({}, "a"), as_mapping(value)) == ({}, {}, {})


def test_a_moment_is_in_utc() -> None:
    """Whatever offset GitHub writes it with."""
    assert moment("2026-11-02T13:00:00+01:00") == datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-11-02T12:00:00",
        "\ud800",
        "yesterday",
        2026,
        [[]],
        None,
    ],
)
def test_what_is_no_moment_that_can_be_kept(text: object) -> None:
    """Before the first year and after the last one in UTC, without an offset, no text: nothing, and nothing raises."""
    assert moment(text) is None
