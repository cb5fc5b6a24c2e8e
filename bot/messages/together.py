"""One check run for several pull requests with the same head commit: GitHub has one place for them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.annotations import MOST as MOST_ANNOTATIONS
from bot.messages.fingerprint import fingerprinted
from bot.messages.limit import MOST, limited
from bot.messages.visible import shorten
from bot.messages.wanted import CheckText, Conclusion

if TYPE_CHECKING:
    from collections.abc import Mapping

WORST_FIRST: tuple[Conclusion, ...] = ("failure", "action_required", "neutral", "success", "skipped")
_TITLE_AT_MOST = 250
_ROOM_FOR_HEADINGS = 500


def say_together(checks: Mapping[int, CheckText], left_out: int = 0) -> CheckText:
    """Return one check run that says what each pull request (by number) gets; a single one stays as it is.

    The worst conclusion holds. Whichever of them is looked at, the words are the same. `left_out` counts further pull
    requests with this head that were not judged.
    """
    if len(checks) == 1:
        return next(iter(checks.values()))
    numbers = sorted(checks)
    room = MOST // len(numbers) - _ROOM_FOR_HEADINGS
    several = counted(len(numbers) + left_out, "pull request")
    intro = f"This commit is the head of {several}: this check run is for all of them, and the worst conclusion holds."
    if left_out:
        intro += f" {counted(left_out, 'pull request')} of them had no room here."
    summaries = (f"## Pull request {number}\n\n{limited(checks[number].summary, most=room)}" for number in numbers)
    texts = (f"## Pull request {number}\n\n{limited(checks[number].text, most=room)}" for number in numbers)
    annotations = dict.fromkeys(one for number in numbers for one in checks[number].annotations)
    return fingerprinted(
        CheckText(
            title=shorten("; ".join(f"#{number}: {checks[number].title}" for number in numbers), _TITLE_AT_MOST),
            summary=f"{intro}\n\n" + "\n\n".join(summaries),
            text="\n\n".join(texts) if any(check.text for check in checks.values()) else "",
            conclusion=min((check.conclusion for check in checks.values()), key=WORST_FIRST.index),
            annotations=tuple(annotations)[:MOST_ANNOTATIONS],
            buttons=checks[numbers[0]].buttons,
            details_url=checks[numbers[0]].details_url,
        )
    )
