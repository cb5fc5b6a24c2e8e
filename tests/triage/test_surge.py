"""Many alike within hours: told where the area's own history makes it unlikely, and only then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.surge import Report, Surge, chance_of, find_surges, names_of
from tests.triage.maps import MONDAY, SHOP

DAY = timedelta(days=1)
LONG_AGO = MONDAY - 60 * DAY


def reports(count: int, words: str, hours: float = -1, area: str = "checkout", first: int = 1) -> list[Report]:
    """Return so many issues a minute apart, that many hours from now."""
    start = MONDAY + timedelta(hours=hours)
    minutes = (timedelta(minutes=number) for number in range(count))
    return [Report(first + n, area, start + later, frozenset(words.split())) for n, later in enumerate(minutes)]


def steady(a_day: int, words: str = "") -> list[Report]:
    """Return the history of an area that has so many issues a day, each with words of its own and `words`."""
    found = []
    for number in range(60 * a_day):
        own = f"a{number} b{number} c{number} {words}"
        found.append(Report(1000 + number, "checkout", LONG_AGO + number * DAY / a_day, frozenset(own.split())))
    return found


def surges(*parts: list[Report], told: datetime | None = None) -> tuple[Surge, ...]:
    """Return the surges on Monday at 10:00."""
    known = [each for part in parts for each in part]
    return find_surges(known, LONG_AGO, MONDAY, {} if told is None else {"checkout": told})


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([reports(5, "card refused payment")], 5),
        ([reports(4, "card refused payment")], 0),  # too few, whatever the history
        ([reports(9, "card refused payment", hours=-30)], 0),  # not within hours
        ([steady(1), reports(5, "card refused payment")], 5),
        ([steady(40), reports(12, "card refused payment")], 0),  # ten in six hours are its everyday
        ([steady(40), reports(30, "card refused payment")], 30),
        ([reports(3, "card refused payment"), reports(3, "slow page today", first=9)], 0),  # not alike
        ([reports(3, "card refused"), reports(3, "card declined", first=9)], 6),  # of short texts half is enough
        ([reports(9, "")], 0),
        ([steady(1, "payment"), reports(6, "payment")], 0),  # the area's everyday word says nothing
        ([reports(3, "card refused"), reports(3, "card refused", area="search", first=9)], 0),  # two areas
    ],
)
def test_a_surge_is_what_is_alike_and_unlikely(parts: list[list[Report]], found: int) -> None:
    """How many issues it names, nought where there is none."""
    assert found == sum(len(surge.numbers) for surge in surges(*parts))


def test_a_surge_names_its_issues_its_words_and_what_is_usual() -> None:
    """Oldest first; an area without a history has one a week."""
    found = find_surges(reports(5, "card refused"), MONDAY, MONDAY, {})
    first = MONDAY - timedelta(hours=1)
    assert (Surge("checkout", first, (1, 2, 3, 4, 5), 0.5 * 6 / 84, ("card", "refused")),) == found


def test_a_forms_answers_make_no_issues_alike() -> None:
    """The area's names stand in each of its issues; its keywords are what users say."""
    area = SHOP.areas[0]
    assert {"checkout", "till", "area", "component"} <= names_of(area, SHOP)
    assert "voucher" not in names_of(area, SHOP)


def test_what_was_told_goes_on_for_a_day() -> None:
    """It takes up what is like it, also where hours lie between; later it would be another one."""
    known = reports(6, "card refused", hours=-12) + reports(1, "card refused", first=7)
    began = MONDAY - timedelta(hours=12)
    ((surge),) = surges(known, told=began)
    assert (began, 7) == (surge.began_at, len(surge.numbers))
    assert () == surges(known) == surges(known, told=MONDAY - 2 * DAY)


@given(st.integers(0, 80), st.integers(0, 500), st.integers(-5, 120))
def test_more_are_never_likelier_nor_is_a_longer_silence(count: int, older: int, days: int) -> None:
    """The chance is one; it falls with the count, and rises with what the area has had before."""
    chance = chance_of(count, older, days * DAY)
    assert 0.0 <= chance_of(count + 1, older, days * DAY) <= chance <= 1.0
    assert chance <= chance_of(count, older + 1, days * DAY) + 1e-9


MOMENTS = st.integers(-200_000, 200_000).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
REPORTS = st.lists(
    st.builds(
        Report,
        st.integers(1, 99),
        st.sampled_from(("a", "b")),
        MOMENTS,
        st.frozensets(st.sampled_from("xyz"), max_size=3),
    ),
    max_size=30,
)


@given(REPORTS, MOMENTS)
def test_any_history_has_an_answer(known: list[Report], since: datetime) -> None:
    """At most one an area, and of issues that are there."""
    found = find_surges(known, since, MONDAY, {"a": MONDAY - DAY / 2})
    assert sorted({surge.area for surge in found}) == [surge.area for surge in found]
    assert {number for surge in found for number in surge.numbers} <= {report.number for report in known}
