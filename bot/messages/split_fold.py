"""The fold with the split plan: its words, and behind further folds the script, the stack and the agent's tasks.

What does not fit is left out whole, never cut: half a script is none. It is then said how to get it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages.fold import fold
from bot.messages.shell import shell_word
from bot.messages.split_plan import plan_body, plan_summary
from bot.messages.split_script import split_script
from bot.messages.split_stack import stack_commands
from bot.messages.split_tasks import split_tasks

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan

MOST = 30_000
"""Characters that a plan may take of one text: the reasons and the checklist need the rest."""
SAID_ALONE = frozenset({"independent_concerns", "too_large"})
"""What a plan has to say to be shown where nobody asked for it."""

_LOCAL = "`onesitting split --repo . --range {base}...HEAD --write DIR` in a checkout writes patches, script and plan."
_SAVE = (
    "Save it as `split.sh` and run `bash split.sh` in the repository. It changes no file on disk and pushes nothing; "
    "`bash split.sh undo` takes it back."
)
_STACK = (
    "After the script, with GitHub's extension (`gh extension install github/gh-stack`): each chain becomes a stack of "
    "pull requests."
)
_TASKS = "One task for each part, in order. Everything in it that comes from the pull request is quoted data."
NOT_LOOKED_FOR = "Too little of the change was read to look for parts."
ROOM_FOR_LINE_ENDS = 10
_RUN = re.compile("`+")


@dataclass(frozen=True, slots=True)
class SplitWords:
    """A plan (None: nobody looked for parts) on a pull request; `gh_stack`: the repository wants its commands, too."""

    plan: SplitPlan | None
    facts: PullRequestFacts
    gh_stack: bool = False

    def fold(self, most: int = MOST) -> str:
        """Return the fold in at most `most` characters; empty where there is no plan that speaks for itself."""
        if self.plan is None or not self.plan.parts or self.plan.says not in SAID_ALONE:
            return ""
        summary = plan_summary(self.plan)
        said = fold(summary, self.section(most - len(fold(summary, ""))))
        return said if len(said) <= most else ""

    def section(self, most: int = MOST) -> str:
        """Return the plan in words and how to follow it; what would make it longer than `most` is left out."""
        if self.plan is None:
            return f"{NOT_LOOKED_FOR}\n"
        body, local = plan_body(self.plan), _LOCAL.format(base=self._base())
        if not self.plan.parts:
            return body
        if not self.facts.number:
            return f"{body}\n{local}\n"
        script, why_not = split_script(self.plan, self.facts, pinned=False)
        if why_not:
            return f"{body}\nThere is no script: {why_not}.\n"
        folds = [_fenced("Commands: a script that builds a branch for each part", _SAVE, script)]
        stack = stack_commands(self.plan, self.facts) if self.gh_stack else ""
        folds += [_fenced("Commands: the branches as a stack, with gh stack", _STACK, stack)] if stack else []
        folds += [_fenced("For a coding agent: a task for each part", _TASKS, split_tasks(self.plan, self.facts))]
        if len(body) + sum(map(len, folds)) + len(local) + ROOM_FOR_LINE_ENDS > most:
            return f"{body}\nThe commands are too long for this page. {local}\n"
        return "\n".join((body, *folds, local + "\n"))

    def _base(self) -> str:
        base = shell_word(self.facts.base_ref or "main")
        return base if base is not None and not set("`@") & set(base) else "BASE"


def _fenced(says: str, words: str, text: str) -> str:
    """Return a fold with a block of text whose fence nothing inside can close."""
    fence = "`" * max(3, 1 + max((len(run) for run in _RUN.findall(text)), default=0))
    return fold(says, f"{words}\n\n{fence}\n{text.rstrip()}\n{fence}\n")
