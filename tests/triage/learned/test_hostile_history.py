"""Any history makes a model, and any text gets an answer from it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.cascade import route_issue
from bot.triage.learned.model import fit
from bot.triage.learned.replay import replay
from bot.triage.learned.rows import Labelled, lessons
from bot.triage.learned.stored import from_bytes, to_bytes
from tests.triage.learned.histories import MAP, learned_rows, rows
from tests.triage.maps import KINDS, issue, read_map

LONG = 65_000
HISTORIES = {
    "none": (),
    "one": rows(1),
    "two": rows(2),
    "one area": rows(30, ("search",)),
    "unknown areas": (*rows(5), Labelled("x", "Lost", "", ("warehouse", ""))),
    "empty texts": tuple(Labelled(str(n), "", "", (("checkout", "search")[n % 2],)) for n in range(30)),
    "all areas at once": tuple(Labelled(str(n), "Help", "", ("checkout", "search", "other")) for n in range(30)),
    "the same row": rows(1) * 60 + rows(2)[1:] * 60,
    "contradictions": tuple(Labelled(str(n), "Basket", "", (("checkout", "search")[n % 2],)) for n in range(60)),
    "long": tuple(
        Labelled(str(n), "a" * LONG, "付款🙂 " * (LONG // 4), (("checkout", "search")[n % 2],)) for n in range(4)
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_any_history_answers(name: str) -> None:
    """A model that can be stored, a decision that names somebody of the map, a replay with figures."""
    known = lessons(HISTORIES[name], MAP)
    model = from_bytes(to_bytes(fit(known, MAP)))
    for title in ("My voucher", "", "cart", "🙂", "b" * LONG):
        routing = route_issue(issue(title, title), MAP, KINDS, model)
        assert routing.owner in {"mara", "jonas", "ines"}
        assert 0 <= routing.confidence <= 1
    assert len(known) == replay(known, MAP, 1_000).figures.issues


def test_contradicting_labels_assign_nobody() -> None:
    """The same words in two areas by turns: never sure enough."""
    model = fit(lessons(HISTORIES["contradictions"], MAP), MAP)
    assert not route_issue(issue("Basket"), MAP, KINDS, model).routed


def test_a_map_without_areas_learns_nothing() -> None:
    """There is nobody to route to."""
    empty = read_map("version: 1\n")
    assert () == learned_rows(10, empty)
    assert "fallback" == route_issue(issue("My voucher"), empty, KINDS, fit((), empty)).step


_ROW = st.builds(
    Labelled,
    id=st.just("1"),
    title=st.text(max_size=30),
    body=st.text(max_size=60),
    areas=st.lists(st.sampled_from(["checkout", "search", "other", "gone"]), max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(history=st.lists(_ROW, max_size=12), title=st.text(max_size=30))
def test_no_text_raises(history: list[Labelled], title: str) -> None:
    """Whatever people wrote."""
    known = lessons(history, MAP)
    routing = route_issue(issue(title), MAP, KINDS, fit(known, MAP))
    assert routing.owner in {"mara", "jonas", "ines"}
