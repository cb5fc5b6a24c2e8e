"""The journey of a pull request that changes rules or map: what it proposes is checked and tried, not put in force."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.effects.kinds import Target
from bot.effects.plan import plan_check
from bot.facts.errors import RuleError
from bot.facts.replay import Replay
from bot.facts.said import Said
from bot.github.fetch_ground import fetch_files, fetch_ground
from bot.github.fetch_rules import OWNERSHIP_PATH
from bot.github.fetch_rules_change import MOST_REPLAYED, fetch_rules_change
from bot.github.permitted import allows
from bot.journeys.carry_out import carry_out
from bot.journeys.replaying import PastPulls, TwoRules, replay_issues, replay_pulls
from bot.journeys.rules import map_errors, read_map
from bot.journeys.settings_in_force import settings_at
from bot.judgement.dead_paths import dead_paths
from bot.judgement.proposal import propose
from bot.messages.rules_check import ProposedFile, rules_check
from bot.policy.kinds import read_kinds
from bot.policy.repository import SOURCE
from bot.policy.yaml_tree import read_rule_text
from bot.triage.map_ground import check_ground, named_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.facts.change import FileChange
    from bot.facts.problems import Problem
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.github.client import GitHub
    from bot.github.fetch_rules_change import RulesChange
    from bot.journeys.desk import Desk
    from bot.journeys.rules import RulesInForce
    from bot.judgement.proposal import Proposed
    from bot.messages.wanted import CheckText
    from bot.policy.ownership import OwnershipMap
    from bot.policy.rules import Rules

MOST_NEW_PEOPLE = 5
"""People who are looked up for one proposed map: one or two reads each."""
FORMAT = 1
"""Counts up when the words of this check run change: those that stand are then written anew."""
_NEEDS = ("checks:write", "contents:read", "pull_requests:read")


def changes_rules(files: Iterable[FileChange]) -> bool:
    """Return whether a pull request touches the settings or the ownership map."""
    return any({file.path, file.old_path} & {SOURCE, OWNERSHIP_PATH} for file in files)


async def rules_change(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Make the check run about a proposed change of rules true. Raises FactsUnavailable or EffectRefused.

    A subject with a commit is one that somebody asked for again there. Where the mode in force is off, whoever proposes
    settings is answered all the same: off is silent on everything else.
    """
    held = await github.permissions()
    if not all(allows(held, (needed,)) for needed in _NEEDS):
        return  # what is missing is told where the pull request itself is judged
    change = await fetch_rules_change(github, subject)
    in_force = await settings_at(desk, subject, change.settings)
    if change.state != "open" or (in_force.rules.repository.mode == "off" and not _proposes_settings(change)):
        return
    key, said, again = _key(change), change.check, bool(subject.sha)
    if said is not None and said.status == "completed" and said.fingerprint.startswith(f"{key}.") and not again:
        return
    check = None if again or desk.trials is None else desk.trials.find(subject, key)
    check = check or await _tried(_Trial(github, desk, subject, change, now), in_force, key)
    if check is None:
        return
    if desk.trials is not None:
        desk.trials.keep(subject, key, check)
    shown = Said(check=None if again else said)  # who asks again gets a new one, whatever it says
    target = Target(change.repository, subject.number, change.head_sha)
    await carry_out(github, desk.journal, subject, plan_check(target, shown, check), now)


async def _tried(trial: _Trial, in_force: RulesInForce, key: str) -> CheckText | None:
    """Return the check run; None where the head says what the base says."""
    settings, rules_replay = await trial.settings(in_force)
    maps, map_replay = await trial.map()
    files = tuple(file for file in (settings, maps) if file is not None)
    replay = replace(rules_replay, routed=map_replay.routed, issues=map_replay.issues)
    return rules_check(files, replay, trial.change.repository, key) if files else None


@dataclass(frozen=True, slots=True)
class _Trial:
    """What is proposed, checked and tried."""

    github: GitHub
    desk: Desk
    subject: Subject
    change: RulesChange
    now: datetime

    async def settings(self, in_force: RulesInForce) -> tuple[ProposedFile | None, Replay]:
        """Return the proposed settings, checked, and the pull requests that they would judge otherwise."""
        desk, text = self.desk, self.change.proposed
        if not _proposes_settings(self.change):
            return None, Replay()
        proposed: Proposed = await asyncio.to_thread(propose, desk.shipped, text, in_force.organisation)
        before = await asyncio.to_thread(propose, desk.shipped, self.change.settings.repository, in_force.organisation)
        found = (*proposed.problems, *await self._dead(proposed, before))
        file = _file(SOURCE, found, before.problems, taken_away=text is None)
        if proposed.rules is None:
            return file, Replay()
        own = proposed.rules.repository
        rules = replace(proposed.rules, repository=replace(own, mode=own.mode or desk.mode))
        past = PastPulls(self.subject, self.change.pulls[:MOST_REPLAYED], await self._kept(in_force.rules))
        return file, await replay_pulls(self.github, past, TwoRules(in_force.rules, rules), self.now)

    async def _dead(self, proposed: Proposed, before: Proposed) -> tuple[Problem, ...]:
        """Return path patterns that match no file of the head; the tree is read only where there are new ones."""
        known = {glob.text for glob, _ in before.paths}
        new = tuple(one for one in proposed.paths if one[0].text not in known)
        if not new:
            return ()
        files, whole = await fetch_files(self.github, self.change.repository.full_name, self.change.head_sha)
        return await asyncio.to_thread(dead_paths, new, files) if whole else ()

    async def _on_ground(self, proposed: OwnershipMap, present: OwnershipMap | None) -> tuple[Problem, ...]:
        """Return what the proposed map says and the repository lacks; of people only those who are new are asked for.

        A map that is right today is not held against the repository again because of another line.
        """
        documents = tuple(read_rule_text(text) for text in self.change.proposed_maps)
        people = (login for login, _, _ in named_people(documents, proposed))
        new = [login for login in people if present is None or not present.names(login)]
        name, head = self.change.repository.full_name, self.change.head_sha
        ground = await fetch_ground(self.github, name, new[:MOST_NEW_PEOPLE], head)
        return await asyncio.to_thread(check_ground, documents, proposed, ground)

    async def _kept(self, rules: Rules) -> Mapping[int, PullRequestFacts]:
        """Return the changes that are kept, where the settings in force ask for it."""
        if self.desk.changes is None or rules.repository.replay != "keep":
            return {}
        return await self.desk.changes.kept(self.subject.repository, self.now)

    async def map(self) -> tuple[ProposedFile | None, Replay]:
        """Return the proposed map, checked, and the issues that it would give to somebody else."""
        desk, change = self.desk, self.change
        if _blob(change.proposed_map) == _blob(change.own_map):
            return None, Replay()
        present, before = await _map_in_force(change)
        try:
            proposed, problems = await asyncio.to_thread(read_map, change.proposed_maps)
        except RuleError:
            errors = await asyncio.to_thread(map_errors, change.proposed_maps)
            return _file(OWNERSHIP_PATH, _own(errors, change.map_source), ()), Replay()
        taken_away, own = change.proposed_map is None, _own(problems, change.map_source)
        if not taken_away:
            own += _own(await self._on_ground(proposed, present), change.map_source)
        file = _file(OWNERSHIP_PATH, own, before, taken_away=taken_away)
        learned = await desk.teacher.learned(self.subject.repository) if desk.teacher is not None else None
        maps = (present, proposed if change.proposed_maps else None)
        return file, await asyncio.to_thread(replay_issues, change.issues, maps, read_kinds(desk.shipped), learned)


def _own(problems: tuple[Problem, ...], source: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.source == source)


async def _map_in_force(change: RulesChange) -> tuple[OwnershipMap | None, tuple[Problem, ...]]:
    """Return the map at the base with its warnings; None where there is none that can be read."""
    try:
        return await asyncio.to_thread(read_map, change.maps) if change.maps else (None, ())
    except RuleError:
        return None, ()


def _file(
    path: str, problems: tuple[Problem, ...], before: tuple[Problem, ...], *, taken_away: bool = False
) -> ProposedFile:
    """Return a proposed file with what this pull request brings: a warning that stood there before is only counted."""
    old = {(problem.key, problem.says) for problem in before if problem.level != "error"}
    new = tuple(each for each in problems if each.level == "error" or (each.key, each.says) not in old)
    return ProposedFile(path, new, taken_away, len(problems) - len(new))


def _proposes_settings(change: RulesChange) -> bool:
    return _blob(change.proposed) != _blob(change.settings.repository)


def _blob(text: RuleText | None) -> tuple[str, str] | None:
    return (text.revision, text.instead) if text is not None else None


def _key(change: RulesChange) -> str:
    """Return the name of what the check run is made of: the texts in force and the proposed ones."""
    settings = change.settings
    texts = (settings.organisation, settings.repository, change.proposed, change.proposed_map, *change.maps)
    named = json.dumps([FORMAT, [_blob(text) for text in texts]])
    return sha256(named.encode()).hexdigest()[:24]
