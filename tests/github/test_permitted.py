"""What permissions allow, and what is said where one is missing."""

from __future__ import annotations

import pytest

from bot.github.permitted import allows, off_without

HELD = {"checks": "write", "pull_requests": "read", "metadata": "read"}


@pytest.mark.parametrize(
    ("needed", "allowed"),
    [
        (("checks:write",), True),
        (("checks:read",), True),
        (("pull_requests:write",), False),
        (("issues:write", "pull_requests:read"), True),
        (("contents:read",), False),
    ],
)
def test_one_of_the_needed_is_enough_and_a_higher_level_includes_a_lower(
    needed: tuple[str, ...],
    allowed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """As GitHub reads its own permissions."""
    assert allows(HELD, needed) is allowed


def test_the_words_name_what_is_off_and_where_to_mend_it() -> None:
    """A person who runs the bot knows what to do."""
    said = off_without("checks:write")
    assert "without the permission `checks: write` the check run is off; comments are still written" in said
    assert "page of its installation" in said
