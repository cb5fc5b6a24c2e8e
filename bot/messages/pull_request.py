"""What is said on a pull request: the check run always, one comment only when a person must act or asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.messages.check_run import check_run
from bot.messages.checklist import has_boxes
from bot.messages.comment import comment, must_act, wants_boxes
from bot.messages.farewell import farewell
from bot.messages.split_fold import SplitWords
from bot.messages.wanted import WantedPullRequest

if TYPE_CHECKING:
    from bot.facts.configuration import Setting
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan
    from bot.facts.verdict import Verdict
    from bot.policy.commands import CommandRules


def say_pull_request(
    verdict: Verdict,
    facts: PullRequestFacts,
    commands: CommandRules | None = None,
    *,
    plan: SplitPlan | None = None,
    gh_stack: bool = False,
    unconfigured: bool = False,
    schemas_at: str = "",
    settings: tuple[Setting, ...] = (),
    page: str = "",
    first_rules: str = "",
) -> WantedPullRequest:
    """Return what should be visible on the pull request; the same verdict and facts give the same words.

    `commands` is the table of what may be asked for: shown where somebody asked for help. `plan` is how the change
    falls into parts, None where nobody looked for them; `gh_stack` adds the commands of that extension.
    `unconfigured`: the repository has no settings file of its own. `settings` are those in force. `page` is the
    address of the page that explains the verdict, `first_rules` of the one that offers settings to begin with; empty
    where no public address is configured.
    """
    split = SplitWords(plan, facts, gh_stack)
    checked = partial(
        check_run,
        verdict,
        facts,
        commands,
        split,
        unconfigured=unconfigured,
        schemas_at=schemas_at,
        settings=settings,
        page=page,
        first_rules=first_rules,
    )
    if must_act(verdict, facts) or wants_boxes(verdict, facts):
        gone = facts.said.comment is None and facts.said.comment_deleted  # what a person deleted is not posted again
        check = checked(can_tick=not gone)
        return WantedPullRequest(check, comment(verdict, facts, split, page))
    words, reason = farewell(verdict, facts)
    stays = not words and has_boxes(verdict.checklist, facts)
    return WantedPullRequest(checked(can_tick=stays), None, words, reason)
