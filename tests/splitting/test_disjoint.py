"""Sets that are joined pair by pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.splitting.disjoint import DisjointSets
from bot.splitting.graph import components

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)


@given(PAIRS)
def test_what_a_chain_of_pairs_ties_is_one_set(pairs: list[tuple[int, int]]) -> None:
    """The sets are those that a walk along the pairs, in both directions, finds."""
    sets = DisjointSets(10)
    for one, other in pairs:
        sets.join(one, other)
    walked = components(10, [*pairs, *((other, one) for one, other in pairs)])
    assert [walked[one] == walked[other] for one in range(10) for other in range(10)] == [
        sets.find(one) == sets.find(other) for one in range(10) for other in range(10)
    ]


def test_the_first_one_stands_for_both() -> None:
    """Who joins two sets decides which of their numbers stays."""
    sets = DisjointSets(3)
    sets.join(2, 0)
    sets.join(1, 2)
    assert [1, 1, 1] == [sets.find(one) for one in range(3)]
