"""Numbers are reported or read, and never invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts.report import Answer, NumberLine
from bot.triage.monday.areas import areas_of, meant_by
from bot.triage.monday.numbers import answered, number_lines
from tests.triage.monday.given import BEGINS, FACTS, MAP, areas, ownership, reading

LATER = BEGINS + timedelta(days=4)


def line(area: str, lines: tuple[NumberLine, ...]) -> NumberLine:
    """Return the line of an area."""
    return next(each for each in lines if each.area == area)


def test_an_owner_reports_a_number() -> None:
    """With the change to last week, four weeks and their sentence."""
    kept = tuple(reading("checkout", f"2026-W{week}", value) for week, value in ((44, 70), (45, 71), (46, 72.5)))
    facts = replace(FACTS, readings=kept, answers=(Answer("mara", "74%", "the new cart", LATER),))
    found = line("checkout", number_lines(facts, areas()))
    assert ("reported", 74.0, 1.5) == (found.state, found.value, found.change)
    assert ((70, 71, 72.5, 74.0), "the new cart") == (found.trend, found.says)


def test_what_nobody_reported_is_not_there() -> None:
    """No number, no change, and the gap in the trend stays a gap."""
    facts = replace(FACTS, readings=(reading("checkout", "2026-W46", 72), reading("checkout", "2026-W47", None)))
    found = line("checkout", number_lines(facts, areas()))
    assert ("not_reported", None, None, (None, None, 72, None)) == (
        found.state, found.value, found.change, found.trend
    )  # fmt: skip


def test_a_source_that_failed_says_why() -> None:
    """Instead of a number."""
    sourced = areas(
        MAP.replace("name: Searches that find", "source: csv, at: 'a/b:c.csv', pick: d, name: Searches that find")
    )
    facts = replace(FACTS, readings=(reading("search", "2026-W47", None, failed="it answered HTML"),))
    found = line("search", number_lines(facts, sourced))
    assert ("failed", None, "it answered HTML") == (found.state, found.value, found.why)


def test_lines_stand_by_owner_and_area() -> None:
    """In no order of merit; an area without a metric says so."""
    lines = number_lines(FACTS, areas())
    assert [("jonas", "Search"), ("mara", "Checkout"), ("mara", "returns")] == [
        (each.owner, each.title) for each in lines
    ]
    assert "no_metric" == line("returns", lines).state


def test_the_last_answer_counts() -> None:
    """And one of another week does not."""
    said = [("70", 1), ("71", 3), ("99", 8)]
    answers = tuple(Answer("mara", number, "so", BEGINS + timedelta(days=day)) for number, day in said)
    assert ["71"] == [each.shown for each in answered(replace(FACTS, answers=answers), areas())]


TWO = MAP.replace("  returns:\n    owner: mara", "  returns:\n    owner: mara\n    metric: {name: Returns}")


@pytest.mark.parametrize(
    ("why", "on_area", "expected"),
    [
        ("till: a new cart", None, ("checkout", "a new cart")),
        ("RETURNS: fewer of them", "checkout", ("returns", "fewer of them")),
        ("nothing special: really", "checkout", ("checkout", "nothing special: really")),
        ("search: not mine", None, (None, "search: not mine")),
        ("checkout:", None, (None, "checkout:")),
    ],
)
def test_who_owns_several_says_which(why: str, on_area: str | None, expected: tuple[str | None, str]) -> None:
    """By the sentence's beginning, or by the issue it is said on."""
    area, sentence = meant_by(Answer("Mara", "1", why, LATER, on_area), areas(TWO))
    assert expected == (area.id if area else None, sentence)


def test_an_area_of_two_maps_is_one() -> None:
    """By its id; the first map that has it counts."""
    other = MAP.replace("owner: jonas", "owner: ines").replace("  returns:", "  api:")
    every = areas_of((ownership(MAP), ownership(other)))
    assert [("api", "mara"), ("checkout", "mara"), ("returns", "mara"), ("search", "jonas")] == [
        (each.id, each.owner) for each in every
    ]
