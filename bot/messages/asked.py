"""What people asked for on a pull request, in the check run: who, when and why, and what they want to see first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.judgement.wishes import expedited_by
from bot.messages.checklist import HEADING, listed_items
from bot.messages.commands import say_commands
from bot.messages.footer import SHORT_SHA
from bot.messages.markdown import code
from bot.messages.settings_table import settings_table
from bot.messages.signals_table import every_rule
from bot.messages.split_fold import SplitWords

if TYPE_CHECKING:
    from bot.facts.configuration import Setting
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict
    from bot.facts.wishes import Wish
    from bot.policy.commands import CommandRules

_UNDO = "To take it back: take its line out of the comment that asked, or delete the comment."
_ON_PAGE = " What was asked for on the page Ask is taken back there."
_SPEAK = " The button **Speak again** ends observing."


def asked_for(facts: PullRequestFacts) -> str:
    """Return what is ignored, observed or expedited here, with who asked, when and why; empty where nothing is."""
    ignored = [_ignored(wish) for wish in facts.wishes if wish.command == "ignore"]
    observed = [f"- Only observed: {_who(wish)}." for wish in facts.wishes if wish.command == "observe"]
    hurried = [_expedited(wish, facts) for wish in facts.wishes if wish.command == "expedite"]
    if not ignored and not observed and not hurried:
        return ""
    says = {
        f"{counted(len(ignored), 'rule')} ignored here.": bool(ignored),
        "Only observed here.": bool(observed and not ignored),
        "To be merged without the verdict.": expedited_by(facts.wishes, facts.head_sha) is not None,
    }
    first = [" ".join(sentence for sentence, holds in says.items() if holds), ""] if any(says.values()) else []
    on_page = any(not wish.comment for wish in facts.wishes if wish.command in {"ignore", "expedite"})
    undo = _UNDO + _ON_PAGE * on_page + _SPEAK * bool(observed)
    return "\n".join(("### Asked for", "", *first, *hurried, *ignored, *observed, "", undo))


def asked_first(
    verdict: Verdict,
    facts: PullRequestFacts,
    rules: CommandRules | None,
    split: SplitWords | None = None,
    *,
    can_tick: bool = False,
    settings: tuple[Setting, ...] = (),
    page: str = "",
) -> str:
    """Return what people asked to see, open and before everything else: split plan, help, checklist, every rule."""
    split = split or SplitWords(None, facts)
    wanted = {wish.command for wish in facts.wishes}
    parts = ["### Split plan", split.section()] if "split" in wanted else []
    if "help" in wanted and rules is not None:
        parts += ["### What may be asked for here", say_commands(rules, "pull_request")]
    if "checklist" in wanted:
        items = listed_items(verdict.checklist, facts, can_tick=can_tick)
        parts += [HEADING, items or "Nothing in this change calls for a question of its own."]
    if "explain" in wanted:
        parts += [f"[A page of its own]({page}) shows the same, what led to it and what was done."] if page else []
        parts += ["### Every rule that was looked at", every_rule(verdict, facts)]
        parts += ["### Settings in force", settings_table(settings, facts.repository)] if settings else []
    return "".join(f"{part.rstrip()}\n\n" for part in parts)


def _ignored(wish: Wish) -> str:
    rule, reason = [*wish.arguments, "", ""][:2]
    block = " A block by it is lifted." if wish.lifts_block else " That lifts no block."
    return f"- {code(rule)}: {_who(wish)}, saying {code(reason)}.{block}"


def _expedited(wish: Wish, facts: PullRequestFacts) -> str:
    (reason, *_), commit = (*wish.arguments, ""), code(wish.sha[:SHORT_SHA])
    says = f"{_who(wish)}, saying {code(reason)}"
    if wish.sha != facts.head_sha:
        return f"- No longer expedited: {says}, for {commit}. The head moved: ask anew for what is to be merged now."
    return f"- Expedited: {says}, for {commit}. This check holds up nothing; what it found stands above."


def _who(wish: Wish) -> str:
    return f"{code(wish.by)} asked on {wish.at.date().isoformat()}"
