"""Put together what a change shows of its reasoning; asked only where a tool took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import Reasoning
from bot.judgement.authorship.commits import own_commits
from bot.judgement.authorship.text import searchable, without_code
from bot.judgement.reasoning.behind import people_behind
from bot.judgement.reasoning.declared import MOST, declared, prompt_in
from bot.judgement.reasoning.logs import logs_in
from bot.reading.html_comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Authorship, ReasoningLog
    from bot.policy.agents import AgentRules

MOST_LOGS = 20


def find_reasoning(facts: PullRequestFacts, authorship: Authorship, rules: AgentRules) -> Reasoning | None:
    """Return what the words of the change show; None where no agent wrote it and no tool helped, or that is a guess.

    The description comes first, then the messages of its own commits; the order of the commits does not matter. Where
    no word says who answers for it, the people whom an agent's commits name as co-authors do.
    """
    if authorship.outcome not in ("agent", "assisted") or authorship.confidence == "low":
        return None
    body = without_code(without_comments(searchable(facts.body)))
    messages = sorted({searchable(commit.message) for commit in own_commits(facts)})
    by_person = facts.author.type != "Bot"
    asked = rules.declarations
    return Reasoning(
        logs=_first(log for text in (body, *messages) for log in (*prompt_in(text, asked), *logs_in(text, rules))),
        answers=declared(body, messages, asked.answers, by_person=by_person) or people_behind(facts, rules)[:MOST],
        read=declared(body, messages, asked.read, by_person=by_person),
        ran=declared(body, messages, asked.ran, by_person=by_person),
    )


def _first(logs: Iterable[ReasoningLog]) -> tuple[ReasoningLog, ...]:
    return tuple(dict.fromkeys(logs))[:MOST_LOGS]
