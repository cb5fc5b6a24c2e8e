"""An ownership map held against the repository it speaks of: people, labels and paths that are not there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.policy.tree_places import entries, items, spot
from bot.reading.pattern_set import PatternSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.ground import Ground
    from bot.facts.problems import Problem
    from bot.policy.globs import Glob
    from bot.policy.ownership import OwnershipMap
    from bot.policy.tree_places import Spot
    from bot.policy.yaml_tree import Document

_ROLES = {"owner": "error", "backup": "warning", "escalation": "warning"}
_NAMED_FOLDERS = 5


def check_ground(documents: Sequence[Document], ownership: OwnershipMap, ground: Ground) -> tuple[Problem, ...]:
    """Return what the map says and the repository does not have, each at its line and column, people first."""
    return (
        *_people(documents, ownership, ground),
        *_labels(documents, ownership, ground),
        *_paths(documents, ownership, ground),
    )


def named_people(documents: Sequence[Document], ownership: OwnershipMap) -> Iterator[tuple[str, str, Spot]]:
    """Yield each login that feedback can be given to, how grave it is that this cannot be, and where it stands."""
    for area in ownership.areas:
        for role, level in _ROLES.items():
            login, at = getattr(area, role), spot(documents, "areas", area.id, role)
            if login is not None and at is not None:
                yield str(login), level, at
    for name, person in ownership.people:
        for document in documents:
            written = next((each.key for each in entries(document, "people") if _same(each.key, name)), name)
            at = spot((document,), "people", written, "cover")
            if person.cover is not None and at is not None:
                yield str(person.cover), "error", at
    for login, at in items(documents, "rota"):
        yield login.removeprefix("@"), "error", at


def _people(documents: Sequence[Document], ownership: OwnershipMap, ground: Ground) -> Iterator[Problem]:
    for login, level, at in named_people(documents, ownership):
        seen = ground.people.get(login.casefold(), "assignable")
        if seen == "missing":
            yield at.problem(f"GitHub has no account `{login}`", "write the login as its page shows it")
        elif seen == "not_assignable":
            fix = "give them access to the repository (write, or triage), or name somebody who has it"
            yield at.problem(f"issues of {ground.repository.full_name} cannot be assigned to `{login}`", fix, level)


def _labels(documents: Sequence[Document], ownership: OwnershipMap, ground: Ground) -> Iterator[Problem]:
    for area in ownership.areas:
        for written, at in items(documents, "areas", area.id, "labels"):
            if written.casefold() not in ground.labels:
                says = f"{ground.repository.full_name} has no label `{written}`"
                yield at.problem(says, "remove it, or write it as the repository does", "warning")


def _paths(documents: Sequence[Document], ownership: OwnershipMap, ground: Ground) -> Iterator[Problem]:
    found = [
        (glob, at)
        for area in ownership.areas
        for name, globs in area.paths.items()
        if ground.repository.is_called(name)
        for glob, (_, at) in zip(globs, items(documents, "areas", area.id, "paths", name), strict=False)
    ]
    if not found:
        return
    patterns = PatternSet(tuple(glob.regex for glob, _ in found))
    matched = [patterns.found_in(path) for path in ground.files]
    alive = {number for numbers in matched for number in numbers}
    if ground.whole:
        for number, (glob, at) in enumerate(found):
            if number not in alive:
                yield _dead(glob, at, ground)
    bare = [path for path, numbers in zip(ground.files, matched, strict=True) if not numbers]
    top = spot(documents, "areas")
    if bare and top is not None:
        yield top.problem(_uncovered(bare, ground), "add `paths` to the area that they belong to", "warning")


def _dead(glob: Glob, at: Spot, ground: Ground) -> Problem:
    says = f"`{glob.text}` matches no file of {ground.repository.full_name}"
    return at.problem(says, "remove it, or follow the files to where they are now", "warning")


def _uncovered(bare: Sequence[str], ground: Ground) -> str:
    folders = Counter(f"{path.partition('/')[0]}/" if "/" in path else path for path in bare)
    ordered = sorted(folders.items(), key=lambda each: (-each[1], each[0]))
    named = ", ".join(f"`{folder}`" for folder, _ in ordered[:_NAMED_FOLDERS])
    more = f" and {len(ordered) - _NAMED_FOLDERS} more places" if len(ordered) > _NAMED_FOLDERS else ""
    return (
        f"no area covers {len(bare):,} of {len(ground.files):,} files of {ground.repository.full_name}: {named}{more}"
    )


def _same(one: str, other: str) -> bool:
    return one.removeprefix("@").casefold() == other.removeprefix("@").casefold()
