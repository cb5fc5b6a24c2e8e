"""The words of the digest and of a call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given

from bot.facts.repository import Repository
from bot.messages.digest import say_call, say_digest
from bot.messages.marker import surge_began
from bot.messages.surge import say_surge
from bot.practice.mentions import read_mentions
from bot.triage.reminders import Call, Digest, Overload, Reminder
from bot.triage.surge import Surge
from tests.messages.golden import golden
from tests.messages.hostile import foreign

HOME = Repository(7, "acme", "shop")
DUE = Reminder(12, "checkout", "due", "backup", ("ada", "linus"), datetime(2026, 11, 16, 14, tzinfo=UTC), "12:1:due")
SOON = Reminder(31, None, "soon", "rota", ("ada",), datetime(2026, 11, 17, 10, 30, tzinfo=UTC), "31:1:soon")
MUCH = Overload("ada", 13, 12)
DIGEST = Digest((DUE, SOON))
SURGE = Surge("checkout", datetime(2026, 11, 16, 9, 5, tzinfo=UTC), (7, 8, 9, 11, 12), 0.3, ("card", "refused"))
CALL = Call("ada", "2026-11-16", ("31:1:soon",), (DUE, SOON), MUCH)


def test_the_digest_is_a_table_that_mentions_nobody() -> None:
    """It is edited in place: nobody is notified by it, and no issue says that it was mentioned."""
    words = say_digest(DIGEST, HOME)
    assert golden("digest", words) == words
    assert (frozenset(), frozenset()) == read_mentions(words)


def test_a_call_mentions_one_person_and_begins_with_the_news() -> None:
    """Then everything else that is asked of them."""
    words = say_call(CALL, HOME)
    assert golden("digest-call", words) == words
    assert (frozenset({"ada"}), frozenset()) == read_mentions(words)


def test_a_digest_without_anything_due_says_so() -> None:
    """The issue stays, and says that nothing waits."""
    assert "Nothing is due." in say_digest(Digest(), HOME)


def test_a_surge_is_told_to_owner_and_backup() -> None:
    """With what is alike, and what would be usual; its first line says which surge it is."""
    words = say_surge(SURGE, ("ada", "linus"), HOME)
    assert golden("digest-surge", words) == words
    assert (frozenset({"ada", "linus"}), frozenset()) == read_mentions(words)
    assert SURGE.began_at == surge_began("checkout", words.partition("\n")[0])
    assert None is surge_began("search", words.partition("\n")[0])


@given(foreign, foreign)
def test_names_of_a_map_are_inert(area: str, login: str) -> None:
    """Whatever stands in a map mentions nobody but a login that GitHub could have."""
    reminder = replace(DUE, area=area, asked=(login,))
    said = say_digest(Digest((reminder,)), HOME)
    called = say_call(replace(CALL, login=login, waiting=(reminder,), overload=replace(MUCH, login=login)), HOME)
    noted = say_surge(replace(SURGE, area=area, words=(area, login)), (), HOME)
    assert frozenset() == read_mentions(said).logins | read_mentions(noted).logins
    assert read_mentions(called).logins <= {login.lower()}
