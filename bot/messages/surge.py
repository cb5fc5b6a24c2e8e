"""What is said of a surge: one note to the owner and the backup, edited in place while more come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.feedback import LOGIN
from bot.messages.figures import moment
from bot.messages.links import quiet_issue_link
from bot.messages.markdown import code
from bot.messages.marker import opening, state_for, surge_marker
from bot.messages.visible import shorten
from bot.triage.surge import WINDOW

if TYPE_CHECKING:
    from bot.facts.repository import Repository
    from bot.triage.surge import Surge

_MOST = 50
_HOURS = int(WINDOW.total_seconds()) // 3_600


def say_surge(surge: Surge, people: tuple[str, ...], home: Repository) -> str:
    """Return the note; its state names the issues, so that nothing else makes it another one."""
    to = ", ".join(f"@{login}" if LOGIN.fullmatch(login) else code(shorten(login, 60)) for login in people)
    alike = counted(len(surge.numbers), "issue is alike", "issues are alike")
    usual = "less than one is" if surge.expected < 1 else f"about {round(surge.expected)} are"
    numbers = ", ".join(quiet_issue_link(home, number) for number in surge.numbers[-_MOST:])
    shared = f" They share {', '.join(code(shorten(word, 40)) for word in surge.words)}." if surge.words else ""
    said = [
        f"{to}: this may be an incident in {code(shorten(surge.area, 80))}.",
        f"{alike} since {moment(surge.began_at)}, where {usual} usual in {_HOURS} hours: {numbers}.{shared}",
        "This comment is edited in place while more come in.",
    ]
    state = state_for(",".join(map(str, surge.numbers)), "")
    return opening(surge_marker(surge.area, surge.began_at), state) + "\n\n".join(said) + "\n"
