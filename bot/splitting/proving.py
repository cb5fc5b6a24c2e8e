"""Proves a stack, and puts together what does not stand alone, until everything that can be checked holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.facts.split import SplitProof
from bot.splitting.atoms import indivisible
from bot.splitting.proof import check_of, failures
from bot.splitting.steps import Draft, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.splitting.proof import Texts
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study


def proven(study: Study, stack: Stack, contents: Mapping[str, Texts]) -> Stack:
    """Return a stack in which nothing fails any more; with one part left there is nothing to prove."""
    while len(stack.drafts) > 1:
        failed = next(failures(study, stack, contents), None)
        if failed is None:
            break
        one, other = stack.drafts[failed.one], stack.drafts[failed.other]
        together = Draft(
            tuple(sorted({*one.atoms, *other.atoms})),
            tuple(dict.fromkeys((*one.merged, *other.merged, f"put together: {failed.why}"))),
        )
        rest = [draft for at, draft in enumerate(stack.drafts) if at not in (failed.one, failed.other)]
        stack = stacked(study, [together, *rest])
    return stack


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
        unchecked.append(f"{_files(whole)} that {goes} as a whole (binary, deleted, renamed or not seen)")
    return SplitProof(True, tuple(checked), tuple(unchecked), merged)  # noqa: FBT003 - the field is named proven


def _files(count: int) -> str:
    return f"{count:,} file{'s' if count != 1 else ''}"
