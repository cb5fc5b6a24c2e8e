"""The judgement of one pull request: facts and rules in, verdict out. Total and deterministic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.verdict import Verdict
from bot.judgement.apart import proven, settings_for, without_new_blocks
from bot.judgement.authorship import judge_authorship
from bot.judgement.by_path import settings_by_path
from bot.judgement.case import Case
from bot.judgement.checklist import Change, review_checklist
from bot.judgement.description import describe
from bot.judgement.hotspots import find_hotspots
from bot.judgement.inline_comments import InlineComments
from bot.judgement.modes import repository_mode, silenced, silenced_by
from bot.judgement.own_work import may_block, within_work
from bot.judgement.rationale import Rationale
from bot.judgement.reasoning import find_reasoning
from bot.judgement.scope import reach_of
from bot.judgement.sieve import sift
from bot.judgement.signals import rulings
from bot.judgement.touched import areas_touched
from bot.judgement.unseen import as_seen, mostly_unread, unseen_in_words
from bot.judgement.wishes import heed
from bot.reading.effort import measure
from bot.reading.files import read_files

if TYPE_CHECKING:
    from bot.facts.change import FileChange
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan
    from bot.facts.verdict import Band, Effort, Finding
    from bot.judgement.hotspots import Hotspot
    from bot.policy.ownership import OwnershipMap
    from bot.policy.rules import Rules


def judge_pull_request(
    facts: PullRequestFacts, rules: Rules, ownership: OwnershipMap | None = None, plan: SplitPlan | None = None
) -> Verdict:
    """Return the verdict; the order of files, commits and labels in the facts does not matter.

    `ownership` names the areas that the change touches; `plan` is how it falls into parts, where somebody looked.
    """
    return judge(replace(look(facts, rules), plan=plan), rules, ownership)


def judge(case: Case, rules: Rules, ownership: OwnershipMap | None = None) -> Verdict:
    """Return the verdict on a case that was looked at by these rules."""
    facts = case.facts
    made = rulings(case)
    quiet = silenced_by(facts, case.description, rules.repository)
    findings = [finding for ruling in made for finding in ruling.findings]
    if case.settings.name == "agent_authored" and proven(case.authorship) is None:
        findings = without_new_blocks(findings, rulings(_by_ordinary(case, case.ordinary or rules)))
    mode = repository_mode(rules.repository)
    if quiet:
        findings = [replace(finding, mode=silenced(finding.mode)) for finding in findings]
        # A single rule that blocks in a repository that comments makes its mode one that blocks: words lift neither.
        modes = [each.mode for ruling in made for each in (ruling.signal, *ruling.members)]
        stays = mode == "comment" and "block" in {*modes, *(finding.mode for finding in findings)}
        mode = "block" if stays else silenced(mode)
    verdict = Verdict(
        id=facts.id,
        band=_band(case),
        effort=case.effort,
        authorship=case.authorship,
        findings=tuple(sorted(findings, key=_urgency)),
        signals=tuple(signal for ruling in made for signal in (ruling.signal, *ruling.members)),
        checklist=review_checklist(case.hotspots, _change(case), rules.checklists),
        files=case.readings,
        reasoning=case.reasoning,
        scope=case.reach.shown(),
        areas=areas_touched(case.readings, ownership, facts.repository) if ownership else (),
        unseen=(*facts.unseen, *unseen_in_words(facts.files)),
        mode=mode,
        settings=case.settings,
        silenced_by=quiet,
        head_sha=facts.head_sha,
        rules_revision=rules.revision,
    )
    return heed(verdict, facts.wishes)


def look(facts: PullRequestFacts, rules: Rules) -> Case:
    """Return everything the signals look at, with the files in path order."""
    facts = replace(facts, files=tuple(sorted(facts.files, key=_file_order)))
    rules, untried = within_work(facts, rules)
    unjudged = bool(untried) and may_block(rules)
    if untried:  # what keeps it from being judged comes first
        facts = replace(facts, unseen=(untried, *facts.unseen) if unjudged else (*facts.unseen, untried))
    authorship = judge_authorship(facts, rules.agents)
    read = read_files(facts.files, rules.files, facts.attributes)
    by_path, ordinary = settings_by_path(read, rules)
    settings, rules = settings_for(authorship, ordinary, by_path)
    analysed = not mostly_unread(facts, read) and not unjudged
    # Lines that nobody saw have no minutes where the rest does not allow to guess their kind.
    effort, readings = measure(facts.files if analysed else as_seen(facts.files), read, rules.effort)
    description = describe(facts)
    sifted = sift(facts.files, readings, rules.hotspots, rules.checklists)
    hotspots = find_hotspots(sifted, rules.hotspots)
    new_files = frozenset(file.path for file in facts.files if file.status == "added")
    rationale = Rationale(description, rules.hotspots, new_files)
    comments = InlineComments(facts.files)
    return Case(
        facts=facts,
        readings=readings,
        sifted=sifted,
        effort=effort,
        authorship=authorship,
        description=description,
        hotspots=tuple(
            replace(hotspot, explained=hotspot.explained or _is_explained(hotspot, rationale, comments))
            for hotspot in hotspots
        ),
        rules=rules,
        reach=reach_of(facts, readings, description, rules),
        analysed=analysed,
        settings=settings,
        reasoning=find_reasoning(facts, authorship, rules.agents),
        untried=rules.repository.hotspots if untried else (),
        ordinary=ordinary,
    )


def _by_ordinary(case: Case, rules: Rules) -> Case:
    """Return the case as the settings of every other change would have it."""
    sitting = rules.effort.sitting
    effort = replace(case.effort, budget_minutes=sitting.budget_minutes, warn_minutes=sitting.warn_minutes)
    return replace(case, rules=rules, effort=effort)


def _is_explained(hotspot: Hotspot, rationale: Rationale, comments: InlineComments) -> bool:
    return rationale.explains(hotspot) or rationale.comment_explains(hotspot, comments.near(hotspot))


def _change(case: Case) -> Change:
    return Change(case.sifted, case.authorship.outcome, case.facts.labels)


def _band(case: Case) -> Band:
    if not case.analysed:
        return "not_analysed"
    effort: Effort = case.effort
    return "fits_one_sitting" if effort.minutes <= effort.budget_minutes else "needs_sittings"


def _urgency(finding: Finding) -> tuple[bool, str]:
    """Acts before notices; within them the order of the signals and of risk stands (sorting is stable)."""
    return finding.level != "act", ""


def _file_order(file: FileChange) -> tuple[str, str, str, int, int]:
    return file.path, file.old_path or "", file.status, file.additions, file.deletions
