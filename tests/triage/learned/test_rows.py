"""Which rows of a history teach, and in which order."""

from datetime import UTC, datetime

from bot.triage.learned.rows import RECENT, Labelled, lessons
from tests.triage.learned.histories import CHECKOUT, MAP, SEARCH, rows


def _row(ident: str, *areas: str, day: int | None = None) -> Labelled:
    return Labelled(ident, "", "", areas, datetime(2026, 11, day, tzinfo=UTC) if day else None)


def test_time_orders_rows_where_every_row_has_one() -> None:
    """What was filed first is learned first, however the file is sorted."""
    found = lessons((_row("new", "search", day=9), _row("old", "search", day=2)), MAP)
    assert ["old", "new"] == [lesson.id for lesson in found]


def test_the_order_of_the_file_stands_where_a_time_is_missing() -> None:
    """Half a clock is none."""
    found = lessons((_row("first", "search", day=9), _row("second", "search")), MAP)
    assert ["first", "second"] == [lesson.id for lesson in found]


def test_old_labels_and_names_fold_into_their_area() -> None:
    """An id, its label, an old label and an alias are one area, in any case."""
    found = lessons((_row("1", "CHECKOUT", "area: checkout", "old-checkout", "till", "Search"),), MAP)
    assert (CHECKOUT, SEARCH) == found[0].targets


def test_an_area_that_the_map_does_not_have_teaches_nothing() -> None:
    """A removed area's rows are left out."""
    assert () == lessons((_row("1", "warehouse"), _row("2")), MAP)


def test_only_the_newest_rows_are_learned() -> None:
    """Rows beyond the window are left out, the oldest first."""
    found = lessons(rows(RECENT + 2), MAP)
    assert (RECENT, "2") == (len(found), found[0].id)
