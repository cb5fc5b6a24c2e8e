from __future__ import annotations

import pytest

from bot.splitting.foreseen import foresee
from bot.splitting.graph import closure, components, sequence
from bot.splitting.linkage import cut_at, link, matrix
from bot.splitting.runs import cuts
from bot.splitting.trees import read_forest
from bot.splitting.words import declared, defined, parts_of


def test_the_likest_are_joined_first() -> None:
    """Two close pairs become two groups, whatever lies between them weakly."""
    rows = matrix(4, {(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.3})
    assert (0, 0, 1, 1) == cut_at(4, link(rows), 0.5)


def test_what_must_stay_together_does() -> None:
    """A bond outweighs any likeness."""
    rows = matrix(3, {(0, 1): 0.9, (1, 2): 0.1})
    assert (0, 1, 0) == cut_at(3, link(rows, [(0, 2)]), 0.99)


def test_parts_that_need_each_other_are_found() -> None:
    """A cycle has one name; what is not in it keeps its own."""
    assert (0, 0, 2) == components(3, [(0, 1), (1, 0), (1, 2)])


def test_every_edge_leads_forward() -> None:
    """An edge outweighs the rank, and the rank decides the rest."""
    assert (1, 2, 0) == sequence(3, frozenset({(2, 0)}), [0, 1, 2])


def test_needs_are_followed_to_the_end() -> None:
    """What a part needs needs things itself."""
    assert frozenset({0, 1}) == closure(2, {2: {1}, 1: {0}})


def test_weights_that_point_outside_are_refused() -> None:
    """A tree whose nodes lead nowhere, or back, is no tree."""
    with pytest.raises(ValueError, match="outside"):
        read_forest({"features": ["a"], "start": 0, "trees": [[[0, 1.0, 0, 0]]]}, ["a"])


def test_trees_are_added_up() -> None:
    """A value goes left where it is at most the threshold."""
    forest = read_forest(
        {"features": ["a"], "start": 1, "trees": [[[0, 0.5, 1, 2], [-1, 2, 0, 0], [-1, 3, 0, 0]]]}, ["a"]
    )
    assert (3.0, 4.0) == (forest.total([0.5]), forest.total([0.6]))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("def parse_header(line):", "parse_header"), ("export const maxAge = 3", "maxAge"),
        ("func (s *Store) Insert(row Row) error {", "Insert"), ("pub struct Header {", "Header"),
        ("  public static void openDoor(int n) {", "openDoor"), ("TIMEOUT = 30", "TIMEOUT"),
    ],
)  # fmt: skip
def test_declarations_are_read_in_many_languages(line: str, name: str) -> None:
    """A line alone tells which name it declares for others."""
    assert {name} == declared([line])


def test_local_variables_are_no_declarations() -> None:
    """What no other file can use orders nothing."""
    assert frozenset() == declared(["    total = 3", "        const total = 3"])


def test_a_namespace_is_opened_and_not_defined() -> None:
    """Many files stand in one: it ties no test to whichever of them is new."""
    assert frozenset({"Basket"}) == defined(["namespace Acme\\\\Shop;", "namespace Acme.Shop", "class Basket {"])


def test_a_sentence_declares_nothing() -> None:
    """A comment that begins like a definition is prose."""
    assert frozenset() == declared(["// class handles the request", "# module storage is closed here"])


def test_words_inside_names_are_found() -> None:
    """Camel case and underscores are the same words."""
    assert parts_of("parseHeaderLine") == parts_of("parse_header_line")


def test_the_true_grouping_is_foreseen_as_perfect() -> None:
    """Where likeness is certain, the number of groups that follows it agrees wholly, and fewer groups do not."""
    rows = matrix(4, {(0, 1): 1.0, (2, 3): 1.0})
    one, two, *_ = foresee(rows, link(rows), [1, 1, 2, 2], 4)
    assert (1.0, 1.0, 0.0) == two
    assert 0.0 == one.agreement


def test_entries_of_a_list_are_cut_apart() -> None:
    """Each entry of a changelog may be of another concern; what is indented below an entry stays with it."""
    assert (2, 3) == cuts("CHANGES.md", ["- one", "  - more of one", "- two"])
    assert (3,) == cuts("notes.py", ["- one", "  - more of one", "- two"])


def test_whole_definitions_are_cut_apart() -> None:
    """Two functions added in one place are two pieces."""
    one, two = ["def one():", "    a = 1", ""], ["def two():", "    b = 2", "    return b"]
    assert (3, 6) == cuts("a.py", one + two)


def test_a_block_with_an_open_bracket_is_not_cut() -> None:
    """Where git shows the end of one function with the start of another, neither piece would stand alone."""
    assert (7,) == cuts("a.go", ["    a()", "}", "", "func two() {", "    b()", "    c()", ""])
