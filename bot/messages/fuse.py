"""The fuse in words: too many writes within an hour, so the comment rests and the check run says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.messages.fingerprint import fingerprinted
from bot.messages.limit import limited

if TYPE_CHECKING:
    from bot.messages.wanted import WantedPullRequest

OBSERVE = "Observe: "


def with_fuse(wanted: WantedPullRequest, most_writes: int) -> WantedPullRequest:
    """Return the same check run with a title that begins "Observe:", and nothing at all about the comment.

    The conclusion stays: whoever pushes often enough must not lift a block.
    """
    says = (
        f"**Only observing for now:** more than {most_writes} writes on this pull request within an hour. The comment "
        "stays as it is; comments go on when the hour is over.\n\n"
    )
    check = wanted.check
    title = check.title if check.title.startswith(OBSERVE) else OBSERVE + check.title
    fused = fingerprinted(replace(check, title=title, summary=limited(says + check.summary)))
    return replace(wanted, check=fused, comment=None, farewell="")
