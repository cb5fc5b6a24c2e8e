"""Whether callers of a definition break when its parameters change. Generous: another name for one is no break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.judgement.sighting import see_lines

if TYPE_CHECKING:
    from bot.judgement.sieve import SiftedFile
    from bot.judgement.sighting import Sighting
    from bot.policy.hotspots import Watch

_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_OPTIONAL = re.compile(r"=|\?\s*:|^\s*(\*|\.\.\.)|\.\.\.")
_OPENS, _CLOSES = "([{<", ")]}>"


def reshaped(watch: Watch, file: SiftedFile) -> list[Sighting]:
    """Return the definitions of one file whose callers have to change, where they stand now."""
    before = {one.name: one.shape for one in see_lines(watch, file, "removed")}
    after = see_lines(watch, file, "added") if before else []
    return [one for one in after if one.name in before and breaks(before[one.name], one.shape)]


def breaks(old: str, new: str) -> bool:
    """Return whether a call that fits the `old` parameters may not fit the `new` ones.

    It does not where one was taken away, or moved, or where one more is needed.
    """
    before, after = _parameters(old), _parameters(new)
    names, new_names = [_name(one) for one in before], [_name(one) for one in after]
    if len(after) < len(before):
        return True
    if any(one != other and one in new_names for one, other in zip(names, new_names, strict=False)):
        return True
    return any(not _OPTIONAL.search(one) for one in after[len(before) :])


def _parameters(text: str) -> list[str]:
    """Return the parameters; commas inside of brackets part none. Python's lone `*` and `/` are none."""
    out, depth = [""], 0
    for char in text:
        depth += (char in _OPENS) - (char in _CLOSES)
        if char == "," and depth <= 0:
            out.append("")
        else:
            out[-1] += char
    return [one for one in out if one.strip() not in ("", "*", "/")]


def _name(parameter: str) -> str:
    match = _NAME.search(parameter.removeprefix("mut "))
    return match[0] if match else parameter.strip()
