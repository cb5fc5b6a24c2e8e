"""Few lines that tie two parts to each other move; whole parts are not swallowed, and few names tie a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.splitting.graph import Ways, components
from bot.splitting.words import is_specific
from tests.splitting.rehearsal import Change, plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.splitting.rehearsal import Tree


def functions(word: str, count: int, body: str = "") -> str:
    """Return functions that call nothing of each other, with one more line in the first."""
    first = f"def {word}_first(order):\n    {body or 'order.check()'}\n\n\n"
    return first + "".join(f"def {word}_{n}(order):\n    return order.check_{word}({n})\n\n\n" for n in range(count))


def test_files_that_need_each_other_do_not_swallow_the_plan(tmp_path: Path) -> None:
    """Two long files call one function of each other: no part holds both of them, and git builds the head."""
    head: Tree = {
        "a.txt": "a\n",
        "billing/invoice.py": functions("invoice", 150, "ranking_3(order)"),
        "search/ranking.py": functions("ranking", 150, "invoice_3(order)"),
    }
    change = Change(tmp_path / "repo", {"a.txt": "a\n"}, head)
    found = plan(change.facts)
    assert all(part.minutes <= 60 for part in found.parts)
    assert change.head_tree() == change.rebuilt(found)[-1]


def test_lines_that_touch_follow_what_is_needed() -> None:
    """An order by place never contradicts an order by need: a way back is known as soon as there is one."""
    ways = Ways(3, [(0, 1)])
    ways.add(1, 2)
    assert (True, False) == (ways.lead(0, 2), ways.lead(2, 0))


def test_long_cycles_are_found() -> None:
    """A thousand nodes in a ring are one, and nothing is said of what hangs on it."""
    ring = [(at, (at + 1) % 1_000) for at in range(1_000)]
    assert (0,) * 1_000 + (1_000,) == components(1_001, [*ring, (5, 1_000)])


@pytest.mark.parametrize(
    ("word", "says"), [("state", False), ("msgs", False), ("focus", False), ("retry_id", True), ("clearCache", True)]
)
def test_words_of_any_program_tie_nothing(word: str, says: bool) -> None:  # noqa: FBT001 - the expected answer
    """Only a name that is told from others by itself is a reason to keep a test with a source."""
    assert says == is_specific(word)


def test_a_field_goes_in_before_its_use(tmp_path: Path) -> None:
    """A member of a type is a definition: what reads it comes later, in whatever folder."""
    use = "".join(f"\tshelf.Put({n}, visitor.NightPass)\n" for n in range(60))
    door = "".join(f"\tif hour < {n} {{\n\t\topen(gate, {n})\n\t}}\n" for n in range(60))
    base: Tree = {
        "zone/visitor.go": "package zone\n\ntype Visitor struct {\n\tName string\n}\n\nfunc Door() {\n}\n",
        "api/shelf.go": "package api\n\nfunc Fill() {\n}\n",
    }
    head: Tree = {
        "zone/visitor.go": "package zone\n\ntype Visitor struct {\n\tName string\n\tNightPass bool\n}\n\n"
        f"func Door() {{\n{door}}}\n",
        "api/shelf.go": f"package api\n\nfunc Fill() {{\n{use}}}\n",
    }
    found = plan(Change(tmp_path / "repo", base, head).facts)
    assert "`NightPass` is declared there and used here" in (edge.why for edge in found.order)
    assert [["zone/visitor.go"], ["api/shelf.go"]] == [[file.path for file in part.files] for part in found.parts]
