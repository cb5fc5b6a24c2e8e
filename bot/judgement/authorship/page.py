"""Signs on the pull request itself: opener, app, timeline, branch, description, title, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.authorship.index import bare
from bot.judgement.authorship.lines import body_signs
from bot.judgement.authorship.sign import Sign, in_use, shortened, sign
from bot.judgement.authorship.text import day, searchable, without_code, without_quotes
from bot.policy.agents import Worth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.pull_request import PullRequestFacts
    from bot.judgement.authorship.index import Index

_GITHUB_WROTE_IT = Worth()


def page_signs(facts: PullRequestFacts, index: Index) -> Iterator[Sign]:
    """Yield every sign that is on the page rather than in a commit."""
    on = _day_of(facts)
    yield from opener_signs(facts, index)
    yield from _server_signs(facts, index)
    branch, title = searchable(facts.branch), searchable(facts.title)
    labels = {searchable(label).lower() for label in facts.labels}
    for agent in index.rules.agents:
        for marker in agent.branches:
            if in_use(marker, on) and marker.pattern.fullmatch(branch):
                yield sign("branch", branch, agent, marker)
        for marker in agent.titles:
            if in_use(marker, on) and marker.pattern.fullmatch(title):
                yield sign("title", title, agent, marker)
        for label in agent.labels:
            if in_use(label, on) and label.label.lower() in labels:
                yield sign("label", label.label, agent, label)
    yield from body_signs(without_quotes(without_code(searchable(facts.body))), index, on)


def opener_signs(facts: PullRequestFacts, index: Index) -> Iterator[Sign]:
    """Yield whose account opened it. An id of type Bot cannot be forged; a login without an id is only a name.

    An app that no entry lists is automation with low confidence: it is no person, and more is not known.
    """
    account = facts.author
    login = searchable(account.login)
    owner = index.ids.get(account.id) if account.id else None
    by_id = owner is not None
    if owner is None:
        owner = index.logins.get((bare(login), account.type))
        if owner is not None and account.id and owner[1].id:
            owner = None  # the same login with another id is somebody else
    if owner is not None and owner[1].opens:
        yield sign("opener", login, *owner)._replace(forgeable=not (by_id and account.type == "Bot"))
    elif account.type == "Bot" and login:
        forgeable = account.id == 0
        yield Sign("opener", shortened(login), "", shortened(login), "", "automation", "low", forgeable=forgeable)


def _server_signs(facts: PullRequestFacts, index: Index) -> Iterator[Sign]:
    events = sorted(set(facts.timeline))
    for agent in index.rules.agents:
        if facts.via_app and facts.via_app.lower() in agent.apps:
            yield sign("app", facts.via_app, agent, _GITHUB_WROTE_IT)._replace(forgeable=False)
        for event in events:
            if event in agent.timeline:
                yield sign("timeline", event, agent, _GITHUB_WROTE_IT)._replace(forgeable=False)


def _day_of(facts: PullRequestFacts) -> str:
    days = [day(commit.author.date) for commit in facts.commits]
    return max(days, default="") or (facts.now.date().isoformat() if facts.now is not None else "")
