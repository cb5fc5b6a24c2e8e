"""Proves a stack, and puts together what does not stand alone, until everything that can be checked holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.split import SplitProof
from bot.splitting.atoms import indivisible
from bot.splitting.drafts import Draft
from bot.splitting.moving import file_move, moved
from bot.splitting.proof import check_of, failures
from bot.splitting.steps import MOST_MOVES, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.splitting.proof import Failure, Texts
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study


def proven(study: Study, drafts: Sequence[Draft], contents: Mapping[str, Texts]) -> tuple[Study, Stack]:
    """Return a stack in which nothing fails any more, and the study with the orders that the proof found missing.

    A name that is used too early is an order that was not seen; a file that would not parse in between goes into one of
    its parts, if that is a small move. Whatever fails otherwise is put together. One part needs no proof.
    """
    moves = MOST_MOVES
    stack = stacked(study, drafts)
    while len(stack.drafts) > 1:
        missing = [failure.before for failure in failures(study, stack, contents) if failure.before]
        if set(missing) - set(study.orders):
            study = replace(study, orders=tuple(dict.fromkeys((*study.orders, *missing))))
            stack = stacked(study, stack.drafts)
            continue
        failed = next(failures(study, stack, contents), None)
        if failed is None:
            break
        mended = _moved(study, stack, failed) if moves > 0 else None
        moves -= 1
        stack = stacked(study, mended or _together(stack, failed))
    return study, stack


def _moved(study: Study, stack: Stack, failed: Failure) -> list[Draft] | None:
    """Return the drafts with the lines of one file moved from one of two parts into the other, the fewer ones."""
    moves = [
        move
        for pair in ((failed.one, failed.other), (failed.other, failed.one))
        for move in [file_move(study, stack.drafts, failed.file, *pair)]
        if move
    ]
    best = min(moves, key=lambda move: (move.lines, move.origin), default=None)
    return moved(stack.drafts, best, f"put together: {failed.why}") if best else None


def _together(stack: Stack, failed: Failure) -> list[Draft]:
    one, other = stack.drafts[failed.one], stack.drafts[failed.other]
    together = Draft(
        tuple(sorted({*one.atoms, *other.atoms})),
        tuple(dict.fromkeys((*one.merged, *other.merged, f"put together: {failed.why}"))),
    )
    return [together, *(draft for at, draft in enumerate(stack.drafts) if at not in (failed.one, failed.other))]


def proof_of(study: Study, stack: Stack, contents: Mapping[str, Texts]) -> SplitProof:
    """Return what a proven stack's proof says: what was checked, what could not be, what had to be merged."""
    merged = tuple(dict.fromkeys(reason for draft in stack.drafts for reason in draft.merged))
    if len(stack.drafts) == 1:
        return SplitProof(proven=False, merged=merged)
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for part, draft in enumerate(stack.drafts):
        for at in draft.atoms:
            homes[study.atoms[at].file].add(part)
    shared = [study.files[index] for index, parts in sorted(homes.items()) if len(parts) > 1]
    checks = Counter(check_of(file, contents) for file in shared)
    checked = [
        f"the {len(stack.drafts)} parts apply one after the other, and end in the head",
        "each part applies with nothing but the parts that it depends on",
        "no name is used before the part that defines it, as far as the changed lines tell",
    ]
    by = " and ".join(f"{check} ({_files(count)})" for check, count in sorted(checks.items()) if check)
    if by:
        checked.append(f"no file that several parts share has a new syntax error in between, by {by}")
    touched = [file for file in shared if file.status != "added"]  # the hunks of a new file are its whole text
    unread = sum(contents.get(file.path, (None, None)) == (None, None) for file in touched)
    whole = sum(map(indivisible, study.files))
    unchecked = []
    if checks[""]:
        unchecked.append(f"the syntax of {_files(checks[''])} that several parts share: there is no check for it here")
    if unread:
        unchecked.append(f"{_files(unread)} that several parts share: seen by hunks alone, not as whole texts")
    if whole:
        goes = "goes" if whole == 1 else "go"
        unchecked.append(f"{_files(whole)} that {goes} as a whole (binary, deleted, renamed, copied or not seen)")
    return SplitProof(True, tuple(checked), tuple(unchecked), merged)  # noqa: FBT003 - the field is named proven


def _files(count: int) -> str:
    return f"{count:,} file{'s' if count != 1 else ''}"
