"""Who asks, as GitHub tells it now, and whether they may: one question to GitHub however much one person asks for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.facts.commands import Asked, Caller, at_least
from bot.facts.errors import RuleError
from bot.facts.report import Answer
from bot.facts.wishes import Heard
from bot.github.fetch_comment import fetch_head, fetch_opener, fetch_permission
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.map_in_force import read_beside
from bot.journeys.monday_areas import known_areas
from bot.judgement.permission import rule_on_asked, turns_on_area
from bot.policy.commands import read_command_rules
from bot.policy.compose import compose, rule_ids
from bot.policy.logins import same_login
from bot.triage.monday.areas import meant_by, reported_by

if TYPE_CHECKING:
    from bot.facts.commands import CommandName, CommandPlace, Ruling
    from bot.facts.people import Account
    from bot.facts.repository import Subject
    from bot.facts.wishes import LastWord
    from bot.github.client import GitHub
    from bot.journeys.book import CommandBook
    from bot.journeys.desk import Desk
    from bot.policy.ownership import Area, OwnershipMap

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an answer was given that is only being tried."""
MOVED = "the head moved: look at the check run on the new commit, then ask again"


@dataclass(slots=True)
class Gate:
    """Rules on what one person asks for on one pull request or issue, which `opener` opened."""

    github: GitHub
    desk: Desk
    book: CommandBook
    on: Subject
    person: Account
    opener: Account
    _caller: Caller | None = field(default=None, init=False)

    @property
    def here(self) -> CommandPlace:
        """Where the person asks."""
        return "pull_request" if self.on.kind == "pull_request" else "issue"

    async def caller(self) -> Caller:
        """Return who the person is here. Raises FactsUnavailable."""
        if self._caller is None:
            permission = await fetch_permission(self.github, self.on, self.person.login)
            is_author = bool(self.person.id) and self.person.id == self.opener.id
            self._caller = Caller(permission, is_author, is_bot=self.person.type != "User")
        return self._caller

    async def may(self) -> frozenset[CommandName]:
        """Return what the person may ask for here now, the owner of an area included. Raises FactsUnavailable."""
        caller, last = await self.caller(), await self.book.last_word(self.on)
        names = [command.name for command in read_command_rules(self.desk.shipped).commands]
        rulings = [(name, await self._rule(Asked(name), caller, last)) for name in names]
        return frozenset(name for name, ruling in rulings if ruling.allowed)

    async def answer(self, asked: Asked, line: str = "", seen: str = "") -> Heard:
        """Return what comes of a command, with the reaction that says so. Raises FactsUnavailable.

        `seen` is the commit that the person was shown on a page; empty where nobody can tell.
        """
        caller, last = await self.caller(), await self.book.last_word(self.on)
        who = Heard(line, "refused", asked.name, asked.arguments, self.person.login, self.person.id)
        rule = asked.arguments[0] if asked.name == "ignore" else ""
        if rule and rule not in last.rules and rule not in rule_ids(compose(self.desk.shipped, None)):
            return replace(who, outcome="not_understood", reaction="confused", why="no rule has that id")
        ruling = await self._rule(asked, caller, last)
        if not ruling.allowed:
            return replace(who, reaction=ruling.reaction, why=ruling.why)
        if why := await self._cannot_be(asked, last):
            return replace(who, outcome="not_understood", reaction="confused", why=why)
        lifts = at_least(caller.permission, "triage")
        sha = await self._commit(asked)
        if sha and any(known not in {"", sha} for known in (last.sha, seen)):
            # A push may have slipped in behind the words: nobody lets a commit through that nobody was shown.
            return replace(who, outcome="not_understood", reaction="confused", why=MOVED)
        return replace(who, outcome="accepted", reaction=ruling.reaction, lifts_block=lifts, sha=sha)

    async def _rule(self, asked: Asked, caller: Caller, last: LastWord) -> Ruling:
        command = read_command_rules(self.desk.shipped).find(asked.name)
        if command is None:
            raise LookupError(f"no row for {asked.name}")  # the parser reads names from the same table
        if turns_on_area(command, asked, caller, self.here, last) and await self._owns_area(asked, last):
            caller = replace(caller, owns_area=True)
        return rule_on_asked(command, asked, caller, self.here, last)

    async def _commit(self, asked: Asked) -> str:
        """Return the head commit now, for a command that holds for it alone; else nothing."""
        command = read_command_rules(self.desk.shipped).find(asked.name)
        return await fetch_head(self.github, self.on) if command is not None and command.this_commit else ""

    async def _cannot_be(self, asked: Asked, last: LastWord) -> str:
        """Return why what is named does not exist: an area of the map, another issue; empty where it does."""
        if asked.name in {"area", "not-mine"} and asked.arguments:
            ownership = await self._map()
            return "" if ownership and ownership.named(asked.arguments[0]) else "no area of the map is called so"
        if asked.name == "away" and len(asked.arguments) > 1:
            return await self._no_cover(asked.arguments[1])
        if asked.name == "report":
            return await self._no_number(asked, last)
        if asked.name == "duplicate":
            if await self._map() is None:
                return "there is no ownership map here"
            number = int(asked.arguments[0])
            other = await fetch_opener(self.github, replace(self.on, number=number))
            return "" if other.login and number != self.on.number else "there is no other issue of that number"
        return ""

    async def _no_cover(self, login: str) -> str:
        """Return why somebody cannot stand in; they would be mentioned, and nobody is whom the map does not name."""
        if same_login(login, self.person.login):
            return "nobody stands in for themselves"
        ownership = await self._map()
        return "" if ownership is not None and ownership.names(login) else "the map names nobody of that login"

    async def _no_number(self, asked: Asked, last: LastWord) -> str:
        """Return why it cannot be told which of the person's numbers is meant; empty where it can."""
        number, why = asked.arguments
        areas = await self._areas()
        on_area = next((area.id for area in areas if area.id == last.area), None)
        meant, _ = meant_by(Answer(self.person.login, number, why, NEVER, on_area), areas)
        if meant is not None:
            return ""
        own = ", ".join(area.id for area in reported_by(self.person.login, areas))
        return f"say which: {own}" if own else "no area of yours has a number that is reported by hand"

    async def _areas(self) -> tuple[Area, ...]:
        """Return the organisation's areas: a report may stand where no map does."""
        return await known_areas(self.github, self.desk, self.on)

    async def _map(self) -> OwnershipMap | None:
        try:
            return await read_beside(await fetch_ownership(self.github, self.on))
        except RuleError:
            return None

    async def _owns_area(self, asked: Asked, last: LastWord) -> bool:
        """Return whether the person owns the issue's area; on a pull request, to be away or to report, whether any."""
        if asked.name == "report":
            return any(same_login(area.owner, self.person.login) for area in await self._areas())
        if self.here == "issue" and asked.name != "away":
            return bool(last.owner) and same_login(last.owner, self.person.login)
        ownership = await self._map()
        if ownership is None:
            return False
        owners: tuple[str, ...] = tuple(area.owner for area in ownership.areas)
        people = ownership.people_of_areas() if asked.name == "away" else owners
        return any(same_login(login, self.person.login) for login in people)
