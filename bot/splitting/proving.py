"""Proves a stack, and puts together what does not stand alone, until everything that can be checked holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.facts.split import SplitProof
from bot.splitting.atoms import indivisible
from bot.splitting.proof import failures
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
    whole = [file.path for file in study.files if indivisible(file)]
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for part, draft in enumerate(stack.drafts):
        for at in draft.atoms:
            homes[study.atoms[at].file].add(part)
    shared = [study.files[index].path for index, parts in sorted(homes.items()) if len(parts) > 1]
    unread = [path for path in shared if contents.get(path, (None, None)) == (None, None)]
    checked = [
        f"the {len(stack.drafts)} parts apply one after the other, and end in the head",
        "each part applies with nothing but the parts that it depends on",
        "no name is used before the part that defines it, as far as the changed lines tell",
    ]
    if shared:
        checked.append(f"no state between has a new syntax error ({len(shared)} files are in more than one part)")
    unchecked = []
    if unread:
        unchecked.append(f"{len(unread)} of those files were seen by their hunks alone, not as whole texts")
    if whole:
        unchecked.append(
            f"{len(whole)} files go as a whole (binary, deleted, renamed or not seen); git alone can apply them"
        )
    return SplitProof(True, tuple(checked), tuple(unchecked), merged)  # noqa: FBT003 - the field is named proven
