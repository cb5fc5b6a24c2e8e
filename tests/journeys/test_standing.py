"""Events about installations, read leniently: what happened to whom, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.standing import NamedRepository, StandingChange
from bot.journeys.standing import standing_change
from bot.journeys.timetable import is_used
from tests.journeys.test_timetable import ANYTHING

INSTALLATION = {
    "id": 5,
    "account": {"login": "acme", "id": 9},
    "permissions": {"checks": "write", "metadata": "read"},
    "updated_at": "2026-11-02T12:00:00Z",
}
EARLIEST = {**INSTALLATION, "updated_at": "0001-01-01T00:00:00+14:00"}
FIELDS = ["installation", "account", "repository", "repositories_added", "repositories_removed"]
EVENTS = ["installation", "installation_repositories", "installation_target", "repository", "star"]
ACTIONS = ["created", "deleted", "suspend", "added", "removed", "renamed", "transferred"]


def test_an_installation_is_read_whole() -> None:
    """Who, since when, and what it may do."""
    assert standing_change("installation", {"action": "created", "installation": INSTALLATION}) == StandingChange(
        "installed",
        5,
        datetime(2026, 11, 2, 12, tzinfo=UTC),
        "acme",
        (("checks", "write"), ("metadata", "read")),
    )


def test_repositories_are_named_by_number() -> None:
    """Those that came or left, whatever else stands in the list."""
    listed = [{"id": 7, "full_name": "acme/shop"}, {"id": "8", "full_name": "acme/x"}, None, {"id": 9}]
    payload = {"action": "removed", "installation": {"id": 5}, "repositories_removed": listed}
    change = standing_change("installation_repositories", payload)
    assert change is not None
    assert change.repositories == (NamedRepository(7, "acme/shop"),)


@pytest.mark.parametrize("action", ["edited", "archived", "publicized", ""])
def test_other_acts_change_nothing(action: str) -> None:
    """A repository that was edited is where it was."""
    assert standing_change("repository", {"action": action, "installation": INSTALLATION}) is None


def test_an_act_that_is_no_word_is_none() -> None:
    """However deep it is: JSON may be nested further than Python can show it."""
    action: object = "created"
    for _ in range(5_000):
        action = [action]
    assert standing_change("installation", {"action": action, "installation": INSTALLATION}) is None


@pytest.mark.parametrize("event", EVENTS[:-1])
def test_events_about_installations_are_kept(event: str) -> None:
    """No subject is due by them, and they are worth a row."""
    assert is_used(event, ())


@given(
    st.sampled_from(EVENTS),
    st.sampled_from(ACTIONS) | ANYTHING,
    st.dictionaries(
        st.sampled_from(FIELDS), ANYTHING | st.sampled_from([INSTALLATION, EARLIEST]) | st.lists(st.just({"id": 7}))
    ),
)
def test_no_payload_raises(event: str, action: object, payload: dict[str, object]) -> None:
    """Whatever JSON arrives: nothing, or a change of an installation with a number."""
    change = standing_change(event, {**payload, "action": action})
    assert change is None or change.installation > 0
