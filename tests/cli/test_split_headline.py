"""The one line above a split plan promises no more than the plan holds."""

import pytest

from bot.facts.split import SplitPart, SplitPlan, SplitSays
from bot.messages.split_plan import headline, remark

FIRST = SplitPart(1, "Add a cart", (), 10, 0, 5.0)
FREE = SplitPart(2, "Add a till", (), 10, 0, 5.0)
BOUND = SplitPart(2, "Add a till", (), 10, 0, 5.0, depends_on=(1,))


@pytest.mark.parametrize(
    ("says", "parts", "words"),
    [
        ("independent_concerns", (FIRST, FREE), "side by side"),
        ("independent_concerns", (FIRST, BOUND), "the order below says which do"),
        ("too_large", (FIRST, BOUND), "as an ordered stack"),
        ("too_large", (), "no parts were found"),
    ],
)
def test_the_headline_fits_the_parts(says: SplitSays, parts: tuple[SplitPart, ...], words: str) -> None:
    """Parts that depend on each other are not offered side by side, and no stack is named where none is shown."""
    plan = SplitPlan("7", says, 0.9, tangled=True, too_large=True, minutes=90, budget_minutes=60, parts=parts)
    assert words in headline(plan)


@pytest.mark.parametrize(
    ("parts", "words"), [((FIRST, BOUND), "each part that was found is tied to another"), ((FIRST, FREE), "no commits")]
)
def test_why_nothing_is_suggested_is_true_of_the_parts(parts: tuple[SplitPart, ...], words: str) -> None:
    """Parts that need each other may well have commits of their own; only where none do is that the reason."""
    plan = SplitPlan("7", "nothing", 0.9, tangled=True, too_large=False, minutes=50, budget_minutes=60, parts=parts)
    assert words in remark(plan)


@pytest.mark.parametrize(("too_large", "words"), [(False, "nobody has to split it"), (True, "")])
def test_nobody_is_told_to_split_what_fits(too_large: bool, words: str) -> None:  # noqa: FBT001 - a field of the plan
    """Concerns may be independent in a change of three minutes: it is said, and that it can stay as it is."""
    plan = SplitPlan("7", "independent_concerns", 0.9, tangled=True, too_large=too_large, minutes=3, budget_minutes=60)
    assert words in remark(plan)
    assert bool(words) == bool(remark(plan))
