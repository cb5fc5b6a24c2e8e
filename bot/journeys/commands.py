"""The journey of a comment: what it newly asks for is ruled on and kept, and answered with a reaction.

What was asked for shows where its pull request or issue travels its own road, which is due at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import CreateComment, React, Target
from bot.facts.commands import NotUnderstood
from bot.facts.repository import Repository
from bot.facts.wishes import Heard
from bot.github.fetch_comment import fetch_comment
from bot.github.permitted import allows
from bot.journeys.carry_out import carry_out
from bot.journeys.consider_issue import consider_issue
from bot.journeys.gate import Gate
from bot.journeys.telling import is_permitted
from bot.messages.commands import say_help
from bot.messages.explain_routing import say_routing
from bot.policy.commands import read_command_rules
from bot.reading.commands import name_lines, read_commands

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.github.fetch_comment import Comment
    from bot.journeys.book import CommandBook
    from bot.journeys.desk import Desk


async def comment(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Hear what a comment newly asks for. Raises FactsUnavailable or EffectRefused."""
    book, readable = desk.commands, ("pull_requests:read", "issues:read")
    if book is None or not await is_permitted(github, desk.journal, subject, readable, now):
        return
    found = await fetch_comment(github, subject)
    stood = await book.lines(subject.repository, subject.number)
    if found is None:
        on = await book.about(subject)
        if on is not None and stood:
            await book.hear(on, subject.number, (), now, gone=stood)
        return
    if found.author.type != "User" or found.via_app == github.app_id:
        return  # bots are not answered, and neither are we
    gate = Gate(github, desk, book, found.on, found.author, found.opener)
    heard = await _hear(gate, found, stood)
    gone = stood - {line.name for line in name_lines(found.body)}
    if heard or gone:
        await book.hear(found.on, subject.number, heard, now, gone=gone)
    await _answer(gate, book, subject, now)


async def _hear(gate: Gate, found: Comment, stood: frozenset[str]) -> list[Heard]:
    """Return what comes of each line that did not stand there before."""
    lines = name_lines(found.body)
    before = "\n".join(line.text for line in lines if line.name in stood)
    commands = {each.line: each for each in read_commands(found.body, read_command_rules(gate.desk.shipped), before)}
    heard = []
    for line in lines:
        command = commands.get(line.number)
        if line.name in stood:
            continue
        if command is None:
            heard.append(Heard(line.name, "stood"))
        elif isinstance(command, NotUnderstood):
            by, number = found.author.login, found.author.id
            heard.append(Heard(line.name, "not_understood", by=by, by_id=number, reaction="confused", why=command.says))
        else:
            heard.append(await gate.answer(command, line.name))
    return heard


async def _answer(gate: Gate, book: CommandBook, subject: Subject, now: datetime) -> None:
    """Give each reaction that is not there yet, and help where the check run has no room for it."""
    waiting = await book.unanswered(subject.repository, subject.number)
    if not waiting:
        return
    owner, _, name = gate.on.full_name.partition("/")
    repository = Repository(subject.repository, owner, name, web=gate.github.web)
    target = Target(repository, gate.on.number, is_pull_request=gate.here == "pull_request")
    effects: list[Effect] = []
    if any(each.command == "help" and each.outcome == "accepted" for each in waiting) and await _needs_comment(gate):
        rules = read_command_rules(gate.desk.shipped)
        effects.append(CreateComment(target, say_help(rules, await gate.may(), gate.here)))
    if gate.here == "issue" and any(each.command == "explain" and each.outcome == "accepted" for each in waiting):
        effects.append(CreateComment(target, await _explained(gate, now)))
    reactions = dict.fromkeys(each.reaction for each in waiting if each.reaction)
    effects += [React(target, subject.number, reaction) for reaction in reactions]
    await carry_out(gate.github, gate.desk.journal, subject, tuple(effects), now)
    await book.answered(subject.repository, subject.number, now)


async def _explained(gate: Gate, now: datetime) -> str:
    """Return where the issue belongs by what, as it would be decided now: there is no check run to show it in."""
    desk = gate.desk
    considered = await consider_issue(gate.github, desk, gate.on, now)
    page = desk.addresses.signed(desk.addresses.explain(gate.on), now) if desk.addresses else ""
    return say_routing(considered.routing, considered.why, page)


async def _needs_comment(gate: Gate) -> bool:
    """Return whether help has to be a comment: there is no check run on an issue, or none may be written."""
    return gate.here == "issue" or not allows(await gate.github.permissions(), ("checks:write",))
