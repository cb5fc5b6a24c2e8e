import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.judgement.signatures import breaks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cart, tax", "cart"),
        ("cart", "cart, tax"),
        ("cart, tax", "tax, cart"),
        ("c Cart", "ctx context.Context, c Cart"),
        ("self, cart", "self, cart, *, tax"),
    ],
)
def test_callers_break(old: str, new: str) -> None:
    """One parameter less, one more that is needed, or another order."""
    assert breaks(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cart", "cart, tax=None"),
        ("cart", "basket"),
        ("cart: Cart", "cart: Cart, tax?: Tax"),
        ("cart", "cart, *args, **rest"),
        ("cart: dict[str, int]", "cart: Cart"),
        ("f: (a: A, b: B) => C", "f: (a: A) => C"),
        ("a", "a, ...rest"),
        ("", ""),
    ],
)
def test_callers_stay(old: str, new: str) -> None:
    """What is optional, another type, another name."""
    assert not breaks(old, new)


@given(st.text(max_size=60))
def test_the_same_list_never_breaks(text: str) -> None:
    """Whatever stands in it."""
    assert not breaks(text, text)
