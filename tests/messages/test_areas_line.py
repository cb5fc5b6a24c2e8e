from bot.facts.verdict import AreaTouched
from bot.messages.areas_line import areas_line
from tests.messages.inert import linked


def areas(*names: str) -> tuple[AreaTouched, ...]:
    """Return areas, each with an owner of its own."""
    return tuple(AreaTouched(name, f"owner-of-{name}", 1, 9) for name in names)


def test_areas_stand_with_their_owners() -> None:
    """In the order of the verdict, and nobody is mentioned."""
    line = areas_line(areas("checkout", "search"))
    assert line == "Areas: `checkout` (owner-of-checkout) and `search` (owner-of-search)."
    assert linked(line) == []


def test_many_areas_are_counted() -> None:
    """Six are enough for a line."""
    assert areas_line(areas(*"abcdefgh")).endswith("`f` (owner-of-f) and 2 more.")


def test_no_map_no_line() -> None:
    """A repository without a map reads nothing about areas."""
    assert areas_line(()) == ""
