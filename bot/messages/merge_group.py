"""What is said on a merge group: the pull requests in it were judged on their own."""

from __future__ import annotations

from bot.messages.fingerprint import fingerprinted
from bot.messages.wanted import CheckText

_SAYS = (
    "This commit is a merge group: GitHub's merge queue made it from pull requests that wait to be merged. Each one "
    "was judged on its own, where a person reviews it; their check runs *Reviewability* stand on their own commits. "
    "Nothing is measured here, so nothing here holds up the queue.\n"
)


def say_merge_group() -> CheckText:
    """Return the check run; without an answer a required check would keep the merge queue waiting for ever."""
    return fingerprinted(CheckText("Judged on the pull requests themselves", _SAYS, "", "success"))
