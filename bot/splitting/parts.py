"""Drafts as the parts of a plan: line ranges, counts and minutes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.change import Hunk
from bot.facts.split import SplitFile, SplitGroup, SplitPart
from bot.reading.effort import measure
from bot.splitting.atoms import indivisible
from bot.splitting.drafting import ROOM, minutes_of_atoms, sittings
from bot.splitting.part_words import reasons, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.change import FileChange
    from bot.facts.split import Range
    from bot.facts.verdict import FileReading
    from bot.policy.effort import EffortRules
    from bot.splitting.atoms import Atom
    from bot.splitting.drafts import Draft
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study

LONG = "longer than a sitting: nothing shows where it could be cut"


def parts_of(
    study: Study, stack: Stack, rules: EffortRules, pieces: Sequence[Sequence[Draft]]
) -> tuple[SplitPart, ...]:
    """Return the drafts of a stack as parts; `pieces` are those that each draft was put together from."""
    begun: set[int] = set()
    found = []
    for index, draft in enumerate(stack.drafts):
        files = files_of(study, draft.atoms, begun)
        minutes = minutes_of(study, draft.atoms, rules)
        over = minutes > rules.sitting.budget_minutes
        read_in = [sitting for piece in pieces[index] for sitting in _sittings(study, piece, rules)] if over else []
        long = len(read_in) == 1
        found.append(
            SplitPart(
                number=index + 1,
                title=title(study, draft),
                files=files,
                added=sum(len(study.atoms[atom].added) for atom in draft.atoms),
                removed=sum(len(study.atoms[atom].removed) for atom in draft.atoms),
                minutes=minutes,
                reasons=(*((LONG,) if long else ()), *reasons(study, stack, index)),
                depends_on=tuple(sorted(one + 1 for one in stack.needs[index])),
                sittings=tuple(SplitGroup(files_of(study, one.atoms, set())) for one in read_in)
                if len(read_in) > 1
                else (),
            )
        )
        begun |= {study.atoms[atom].file for atom in draft.atoms}
    return tuple(found)


def _sittings(study: Study, piece: Draft, rules: EffortRules) -> Sequence[Draft]:
    """Return in what order to read a piece: at once, or in sittings, none of which stands alone."""
    budget, minutes = rules.sitting.budget_minutes, minutes_of(study, piece.atoms, rules)
    if minutes <= budget:
        return (piece,)
    each = minutes_of_atoms(study)
    alone = math.fsum(each[atom] for atom in piece.atoms)  # without the way from file to file
    return sittings(study, [piece], alone / math.ceil(minutes / budget) / ROOM)


def files_of(study: Study, atoms: Iterable[int], begun: set[int]) -> tuple[SplitFile, ...]:
    """Return line ranges by file, in path order; files in `begun` were renamed by an earlier part."""
    by_file: dict[int, list[Atom]] = {}
    for atom in sorted(atoms):
        by_file.setdefault(study.atoms[atom].file, []).append(study.atoms[atom])
    return tuple(
        SplitFile(
            path=study.files[index].path,
            added=_ranges(line.new for atom in own for line in atom.added),
            removed=_ranges(line.old for atom in own for line in atom.removed),
            whole=indivisible(study.files[index]),
            old_path=None if index in begun else study.files[index].old_path,
            note=_note(study.files[index]),
        )
        for index, own in sorted(by_file.items())
    )


def minutes_of(study: Study, atoms: Sequence[int], rules: EffortRules) -> float:
    """Return the minutes that a reviewer needs for these atoms alone."""
    by_file: dict[int, list[Atom]] = {}
    for atom in atoms:
        by_file.setdefault(study.atoms[atom].file, []).append(study.atoms[atom])
    files, readings = [], []
    for index, own in sorted(by_file.items()):
        file, reading = study.files[index], study.readings[index]
        partial = not indivisible(file)
        files.append(_partial(file, own) if partial else file)
        readings.append(_recounted(reading, own) if partial else reading)
    return measure(files, readings, rules)[0].minutes


def _partial(file: FileChange, atoms: Sequence[Atom]) -> FileChange:
    hunks = tuple(
        Hunk(atom.old_at, len(atom.removed), atom.new_at, len(atom.added), atom.section, (*atom.removed, *atom.added))
        for atom in atoms
    )
    return replace(file, hunks=hunks, additions=_added(atoms), deletions=_removed(atoms))


def _recounted(reading: FileReading, atoms: Sequence[Atom]) -> FileReading:
    return replace(reading, added=_added(atoms), removed=_removed(atoms))


def _added(atoms: Iterable[Atom]) -> int:
    return sum(len(atom.added) for atom in atoms)


def _removed(atoms: Iterable[Atom]) -> int:
    return sum(len(atom.removed) for atom in atoms)


def _ranges(numbers: Iterable[int | None]) -> tuple[Range, ...]:
    out: list[Range] = []
    for number in sorted(number for number in numbers if number is not None):
        if out and out[-1][1] == number - 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return tuple(out)


def _note(file: FileChange) -> str:
    if file.binary:
        return "binary"
    if file.submodule:
        return "submodule"
    if file.seen != "whole":
        return file.note or "not all of its lines were seen"
    if not file.hunks:
        return {"renamed": "renamed without a change", "copied": "copied without a change"}.get(
            file.status,
            f"mode {file.old_mode} to {file.new_mode}"
            if file.old_mode and file.new_mode and file.old_mode != file.new_mode
            else "no lines",
        )
    return ""
