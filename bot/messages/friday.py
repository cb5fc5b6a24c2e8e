"""The Friday question: who is asked for which number, in one comment on the open report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.feedback import mention
from bot.messages.figures import moment
from bot.messages.markdown import code, list_item
from bot.messages.marker import FRIDAY, opening
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.report import NumberLine


def say_friday(week: str, missing: Sequence[NumberLine], several: frozenset[str], until: datetime) -> str:
    """Return the comment; `several` are the logins who report more than one number and so have to say which.

    Owners are mentioned: this is the one place of the week where somebody has to act. `until` is local time.
    """
    items = "".join(_item(line, several) for line in missing)
    return (
        opening(FRIDAY, week.lower().replace("-", ""))
        + f"These numbers of {week} are not there yet. One line in a comment here is enough, until {moment(until)}; "
        f"without one the report says `not reported`.\n\n{items}"
    )


def _item(line: NumberLine, several: frozenset[str]) -> str:
    unit = f" ({line.unit})" if line.unit else ""
    name = list_item(shorten(f"{line.title}: {line.metric}{unit}", 160))
    which = f"{line.area}: " if line.owner.casefold() in several else ""
    command = code(f'/onesitting report NUMBER "{which}why it moved"')
    return f"- {mention(line.owner)}, {name}: {command}\n"
