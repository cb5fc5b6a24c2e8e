"""The proof of a stack: every intermediate state is built from the base, and what a reviewer needs of it is checked.

Parts apply in order and the last state is the head; each part applies with nothing but what it depends on; no name is
used before the part that defines it; no state has a syntax error that neither base nor head has.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bot.splitting.atoms import indivisible
from bot.splitting.orders import Before
from bot.splitting.render import pieces
from bot.splitting.states import DoesNotApply, applied, base_lines, head_lines
from bot.splitting.syntax import parser_of
from bot.splitting.words import declared, identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.facts.change import FileChange
    from bot.splitting.render import Owners
    from bot.splitting.states import Lines
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study

Texts = tuple[str | None, str | None]
"""A file's text at base and head; None where it does not exist there or is not known."""


class Failure(NamedTuple):
    """Two different parts that do not stand as they are, and why: lines of `file`, or an order that was not seen."""

    one: int
    other: int
    why: str
    file: int = -1
    before: Before | None = None


def failures(study: Study, stack: Stack, contents: Mapping[str, Texts]) -> Iterator[Failure]:
    """Yield what does not hold, file by file and then name by name; nothing where the stack is proven."""
    home = {atom: part for part, draft in enumerate(stack.drafts) for atom in draft.atoms}
    owners: dict[int, list[list[int]]] = {}
    for index, atom in enumerate(study.atoms):
        file = study.files[atom.file]
        if not indivisible(file):
            found = owners.setdefault(atom.file, [[-1] * len(hunk.lines) for hunk in file.hunks])
            first, end = atom.span
            found[atom.hunk][first:end] = [home[index]] * (end - first)
    for at, found in owners.items():
        for failure in _file(study.files[at], tuple(map(tuple, found)), stack, contents):
            yield failure._replace(file=at)
    yield from _names(study, stack)


def _file(file: FileChange, owners: Owners, stack: Stack, contents: Mapping[str, Texts]) -> Iterator[Failure]:
    touched = sorted({part for own in owners for part in own if part >= 0})
    if len(touched) < 2:  # noqa: PLR2004 - a file in one part goes in as it is
        return
    base, head = _ends(file, contents)
    states = [base]
    for at, part in enumerate(touched):
        try:
            states.append(applied(states[-1], pieces(file, owners, frozenset(touched[:at]), {part})))
        except DoesNotApply as error:
            yield Failure(touched[0], max(part, touched[1]), f"`{file.path}` does not apply at {error}")
            return
    if states[-1] != head:
        yield Failure(touched[0], touched[-1], f"`{file.path}` does not end as it should")
        return
    yield from _alone(file, owners, stack, base)
    check = parser_of(file.path, base, head)
    for at, state in enumerate(states[1:-1]):
        if check and not check[1](state):
            yield Failure(touched[at], touched[at + 1], f"`{file.path}` would not parse in between")
            return


def check_of(file: FileChange, contents: Mapping[str, Texts]) -> str:
    """Return by what the states of a file are checked for syntax; empty where nothing can."""
    found = parser_of(file.path, *_ends(file, contents))
    return found[0] if found else ""


def _ends(file: FileChange, contents: Mapping[str, Texts]) -> tuple[Lines, Lines]:
    text, wanted = contents.get(file.path, (None, None))
    base = base_lines(file, text if file.status != "added" else "")
    return base, head_lines(file, wanted, base)


def _alone(file: FileChange, owners: Owners, stack: Stack, base: Lines) -> Iterator[Failure]:
    touched = sorted({part for own in owners for part in own if part >= 0})
    for part in touched:
        needed = stack.all_needs(part)
        try:
            state = applied(base, pieces(file, owners, frozenset(), needed))
            applied(state, pieces(file, owners, needed, {part}))
        except DoesNotApply as error:
            yield Failure(touched[0], max(part, touched[1]), f"`{file.path}` does not apply alone at {error}")


def _names(study: Study, stack: Stack) -> Iterator[Failure]:
    """Yield parts that use a name which only a part outside of what they depend on defines."""
    known = identifiers(_old_texts(study))
    part_of = {atom: part for part, draft in enumerate(stack.drafts) for atom in draft.atoms}
    definers: defaultdict[str, list[int]] = defaultdict(list)
    users: defaultdict[str, list[int]] = defaultdict(list)
    for at, atom in enumerate(study.atoms):
        if study.readings[atom.file].kind != "documentation":
            texts = [line.text for line in atom.added]
            for name in declared(texts) - known:
                definers[name].append(at)
            for name in identifiers(texts):
                users[name].append(at)
    needed = [stack.all_needs(part) | {part} for part in range(len(stack.drafts))]
    for name in sorted(definers):
        one = definers[name][0]
        if len({part_of[at] for at in definers[name]}) > 1:
            continue
        for other in users[name]:
            if part_of[one] not in needed[part_of[other]]:
                before = Before(one, other, f"`{name}` is defined there and used here")
                why = f"`{name}` would be used before it is defined"
                yield Failure(part_of[one], part_of[other], why, before=before)


def _old_texts(study: Study) -> Iterator[str]:
    for file in study.files:
        for hunk in file.hunks:
            for line in hunk.lines:
                if line.sign != "+":
                    yield line.text
