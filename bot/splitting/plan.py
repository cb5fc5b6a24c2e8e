"""The split plan of one change: take apart, group, judge, order, prove. Total and deterministic."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.split import SplitEdge, SplitGroup, SplitPlan
from bot.splitting.crumbs import without_crumbs
from bot.splitting.drafting import MOST_PARTS, drafts_of_groups, folded, sittings
from bot.splitting.drafts import Draft
from bot.splitting.long_files import refined
from bot.splitting.ordering import ordered
from bot.splitting.parts import files_of, parts_of
from bot.splitting.proving import proof_of, proven
from bot.splitting.signs import hard_signs, independent
from bot.splitting.study import study

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitSays
    from bot.facts.verdict import Effort, FileReading
    from bot.policy.effort import EffortRules
    from bot.splitting.proof import Texts
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study
    from bot.splitting.weights import SplitWeights

READ_AT_LEAST = 0.5
"""Below this share of the changed lines a plan would be a guess."""
MOST_LINES = 50_000
"""Changed lines of which a plan is made, twice what GitHub shows of a pull request: nobody reads a plan of more."""
LONGEST_PIECE = 0.25
"""Share of a sitting that a piece of a long new file may take, where it can be cut."""


def plan_split(  # noqa: PLR0917 - the change, what was read off it, and the rules
    facts: PullRequestFacts,
    readings: Sequence[FileReading],
    effort: Effort,
    rules: EffortRules,
    weights: SplitWeights,
    contents: Mapping[str, Texts] | None = None,
    revision: str = "",
) -> SplitPlan:
    """Return the plan. `readings` (with minutes) are those of `facts.files`, one each and in the same order.

    `contents` are texts at base and head by path, where they are known: then the proof is made on whole files.
    """
    pairs = sorted(
        zip(facts.files, readings, strict=True), key=lambda pair: (pair[0].path, pair[0].old_path or "", pair[0].status)
    )
    plan = SplitPlan(
        id=facts.id,
        says="not_analysed",
        concern_score=0.0,
        tangled=False,
        too_large=effort.minutes > effort.budget_minutes,
        minutes=effort.minutes,
        budget_minutes=effort.budget_minutes,
        unseen=(
            *facts.unseen,
            *(f"`{file.path}`: {file.note or file.seen}" for file, _ in pairs if file.seen != "whole"),
        ),
        head_sha=facts.head_sha,
        rules_revision=revision,
    )
    if twice := [path for path, count in Counter(file.path for file in facts.files).items() if count > 1]:
        series = [f"`{path}`: it stands in the diff more than once, as in a series of commits" for path in twice]
        return replace(plan, unseen=(*series, *plan.unseen))
    changed = sum(file.additions + file.deletions for file in facts.files)
    if changed > MOST_LINES:
        said = f"its {changed:,} changed lines: a plan is made of {MOST_LINES:,} at most"
        return replace(plan, unseen=(said, *plan.unseen))
    if not pairs or _read_share(facts) < READ_AT_LEAST:
        return plan
    found = study(tuple(file for file, _ in pairs), tuple(reading for _, reading in pairs), weights)
    groups = _grouping(found, weights)
    tangled = found.hints.concern_score >= weights.tangled_cut
    plan = replace(
        plan, says="nothing", concern_score=round(found.hints.concern_score, 4), tangled=tangled, grouping=groups
    )
    if not tangled and not plan.too_large:
        return plan
    return _with_parts(plan, found, facts, rules, weights, contents or {})


def _with_parts(  # noqa: PLR0917 - one step of the line above
    plan: SplitPlan, found: Study, facts: PullRequestFacts, rules: EffortRules, weights: SplitWeights,
    contents: Mapping[str, Texts],
) -> SplitPlan:  # fmt: skip
    runs: list[tuple[Draft, ...]]
    if plan.too_large:
        atoms, nodes = refined(found.files, found.atoms, found.nodes, _longest(found, plan.budget_minutes))
        if len(atoms) > len(found.atoms):
            found = replace(found, atoms=atoms, nodes=nodes, orders=ordered(found.files, found.readings, atoms))
    groups = found.groups(weights.cutting, 2, MOST_PARTS) if plan.tangled else (0,) * len(found.nodes)
    drafts = drafts_of_groups(found, groups)
    if plan.too_large:
        drafts = sittings(found, drafts, plan.budget_minutes)
    found, stack = proven(found, drafts, contents)
    stack = without_crumbs(found, stack, rules)
    runs = folded(stack.drafts)
    found, stack = proven(found, [_one(run) for run in runs], contents)
    if len(stack.drafts) < 2:  # noqa: PLR2004 - one part is no plan
        return replace(plan, says="too_large" if plan.too_large else "nothing", proof=proof_of(found, stack, contents))
    within = [
        [piece for run in runs for piece in run if set(piece.atoms) <= set(draft.atoms)] for draft in stack.drafts
    ]
    return replace(
        plan,
        says=_says(plan, found, stack, facts),
        parts=parts_of(found, stack, rules, within),
        order=tuple(SplitEdge(one + 1, other + 1, why) for (one, other), why in sorted(stack.why.items())),
        proof=proof_of(found, stack, contents),
    )


def _one(run: Sequence[Draft]) -> Draft:
    atoms = tuple(sorted(atom for draft in run for atom in draft.atoms))
    return Draft(atoms, tuple(dict.fromkeys(reason for draft in run for reason in draft.merged)))


def _says(plan: SplitPlan, found: Study, stack: Stack, facts: PullRequestFacts) -> SplitSays:
    if plan.tangled and independent(stack) and hard_signs(found, stack, facts):
        return "independent_concerns"
    return "too_large" if plan.too_large else "nothing"


def _grouping(found: Study, weights: SplitWeights) -> tuple[SplitGroup, ...]:
    members: dict[int, list[int]] = {}
    for node, group in zip(found.nodes, found.groups(weights.cutting), strict=True):
        members.setdefault(group, []).extend(node)
    return tuple(SplitGroup(files_of(found, atoms, set())) for atoms in members.values())


def _longest(found: Study, budget: int) -> int:
    """Return how many lines of a new file are a quarter of a sitting, by the rate of the change's own files."""
    lines = sum(atom.size for atom in found.atoms)
    minutes = sum(reading.minutes for reading in found.readings)
    return max(40, int(budget * LONGEST_PIECE * lines / minutes)) if minutes else 400


def _read_share(facts: PullRequestFacts) -> float:
    total = sum(max(file.additions + file.deletions, file.seen != "whole") for file in facts.files)
    read = sum(line.sign != " " for file in facts.files for hunk in file.hunks for line in hunk.lines)
    return read / total if total else 1.0
