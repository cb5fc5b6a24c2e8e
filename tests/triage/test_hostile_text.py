"""Any text gives an answer, the same one each time, and in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.cascade import route_issue
from bot.triage.feedback import is_feedback
from tests.triage.maps import KINDS, SHOP, issue, read_map

LONG = 65_000
HOSTILE = {
    "one letter": "a" * LONG,
    "one word": "coupon " * (LONG // 7),
    "emoji only": "🙂" * LONG,
    "Chinese": "购物车无法付款" * (LONG // 7),
    "mentions": " ".join(f"@user{number}" for number in range(500)),
    "open comments": "<!--" * (LONG // 4),
    "comments": "<!-- onesitting:feedback -->" * (LONG // 28),
    "fences": "```\n" * (LONG // 4),
    "headings": "### Area\n\nSearch\n\n" * (LONG // 18),
    "area lines": "area: search\n" * (LONG // 13),
    "addresses": "https://shop.example.com/checkout " * (LONG // 34),
    "frames": 'File "/a/shop/cart.py", line 1 ' * (LONG // 31),
    "slashes": "/" * LONG,
    "colons": "a/b.c:1:" * (LONG // 8),
    "quotes": '"' * LONG,
    "stars": "*" * LONG,
    "camels": "aB" * (LONG // 2),
    "ligatures": "\ufdfa" * LONG,
    "controls": "\x00\x1b[2J\u202e\r\x85\u2028" * 5_000,
    "surrogates": "\ud800" * LONG,
    "list marks": "- " * (LONG // 2),
    "blanks": " " * LONG,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_body_is_answered_at_once(name: str) -> None:
    """Twice the same answer, well below a second, and as little as its text deserves."""
    text = HOSTILE[name]
    start = time.process_time()
    first = route_issue(issue(text, text), SHOP, KINDS)
    took = time.process_time() - start
    assert first == route_issue(issue(text, text), SHOP, KINDS)
    assert took < 1


def test_a_pasted_address_is_looked_up_once() -> None:
    """Ten thousand times an address that 250 areas claim: once 11 s, now what any large map costs."""
    areas = "".join(f"  a{at}: {{owner: mara, surfaces: [a.example/x, a.example/x{at}]}}\n" for at in range(250))
    large = read_map(f"version: 1\nrota: [ines]\nareas:\n{areas}")
    text = "a.example/x " * 5_000
    start = time.process_time()
    route_issue(issue(text, text), large, KINDS)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("name", ["emoji only", "mentions", "open comments", "comments", "blanks", "stars"])
def test_a_body_that_says_nothing_goes_to_the_rota(name: str) -> None:
    """No area is guessed out of noise."""
    routing = route_issue(issue("", HOSTILE[name]), SHOP, KINDS)
    assert (False, "fallback", ()) == (routing.routed, routing.step, routing.candidates)


@settings(max_examples=150, deadline=None)
@given(title=st.text(max_size=80), body=st.text(max_size=600), labels=st.lists(st.text(max_size=20), max_size=3))
def test_no_text_raises(title: str, body: str, labels: list[str]) -> None:
    """Every answer names a person of the map or nobody, with a confidence between 0 and 1."""
    facts = issue(title, body, labels=tuple(labels))
    routing = route_issue(facts, SHOP, KINDS)
    assert routing.owner in {"mara", "jonas", "ines", "tom", None}
    assert 0 <= routing.confidence <= 1
    assert is_feedback(facts, SHOP)


_PIECES = st.sampled_from(
    [
        "### Area\n\n",
        "Search",
        "Checkout",
        "\n",
        "<!--",
        "-->",
        "```",
        "> ",
        "area: ",
        "- [x] ",
        "付款",
        ", ",
        "@mara",
        "coupon ",
    ]
)


@settings(max_examples=200, deadline=None)
@given(body=st.lists(_PIECES, max_size=30).map("".join))
def test_broken_markup_raises_nothing(body: str) -> None:
    """Halves of forms, fences and comments in any order give one consistent answer."""
    routing = route_issue(issue("", body), SHOP, KINDS)
    assert routing.routed == (routing.area is not None)
