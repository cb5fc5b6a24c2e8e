"""What a part is called and why it is a part, in words made of its own symbols and folders."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.splitting.looks import look
from bot.splitting.words import is_compound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileStatus
    from bot.splitting.drafts import Draft
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study

NAMED = 3
LONGEST = 60
"""Characters of a name that are shown: longer ones were written by a program."""
SHORTEST = 4
"""Characters of a word that is worth showing as a reason: `don` is half of a word of prose."""
MUCH = 0.25
"""Share of a part's lines from which its code is what it is about: among ten manifests one line of code is not."""
_REASONS = 4
_VERBS: dict[FileStatus, str] = {
    "added": "Add",
    "removed": "Remove",
    "renamed": "Rename",
    "modified": "Change",
    "copied": "Add",
    "type_changed": "Change",
}


def title(study: Study, draft: Draft) -> str:
    """Return a title such as "Add `parse_header` in `src/http/`": what is done, to what, where."""
    main = _main_files(study, draft)
    files = [study.files[index] for index in main]
    where = _folder([file.path for file in files])
    if symbols := _symbols(study, draft, frozenset(main)):
        return f"{_done_to(study, symbols)} {', '.join(f'`{symbol}`' for symbol in symbols)} in {where}"
    status = {file.status for file in files}
    verb = _VERBS[next(iter(status))] if len(status) == 1 else "Change"
    if len(files) == 1:
        return f"{verb} {where}"
    names = list(dict.fromkeys(file.path.rpartition("/")[2][:LONGEST] for file in files))
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{verb} {', '.join(f'`{name}`' for name in names[:NAMED])}{more} in {where}"


def _done_to(study: Study, symbols: Sequence[str]) -> str:
    """Return "Add" where all names are new in the change, "Remove" where all go, else "Change"."""
    declared = frozenset[str]().union(*(seen.declares & seen.new for seen in study.looks))
    before = frozenset[str]().union(*(seen.near | (seen.words - seen.new) for seen in study.looks))
    withdrawn = frozenset[str]().union(*(seen.withdraws for seen in study.looks))
    after = frozenset[str]().union(*(seen.near | (seen.words - seen.gone) for seen in study.looks))
    if all(name in declared and name not in before for name in symbols):
        return "Add"
    return "Remove" if all(name in withdrawn and name not in after for name in symbols) else "Change"


def reasons(study: Study, stack: Stack, index: int) -> tuple[str, ...]:
    """Return why the lines of a part are together and why it stands where it stands."""
    draft = stack.drafts[index]
    own = frozenset(draft.atoms)
    inside = [not own.isdisjoint(node) for node in study.nodes]
    bound = [bond.why for bond in study.bonds if inside[bond.one] and inside[bond.other]]
    shared = _shared(study, inside)
    found = [f"its lines share {', '.join(f'`{word}`' for word in shared[:NAMED])}"] if shared else []
    found += dict.fromkeys(bound)
    found = found or [_where([study.files[at].path for at in _files(study, draft)])]
    found = found[:_REASONS]
    found += draft.merged[:NAMED]
    found += [f"after part {one + 1}: {why}" for (one, other), why in sorted(stack.why.items()) if other == index]
    return tuple(found)


def _shared(study: Study, inside: Sequence[bool]) -> list[str]:
    """Return words that several places of a part hold and no other part does: its own names first, then any names."""
    words, outside = Counter[str](), set[str]()
    declared: set[str] = set()
    for at, seen in enumerate(study.looks):
        if not inside[at]:
            outside |= seen.words
        elif study.readings[seen.file].counts != "set_aside":
            words.update(seen.words)
            declared |= seen.declares
    return sorted(
        (
            word
            for word, count in words.items()
            if count > 1 and word not in outside and SHORTEST <= len(word) <= LONGEST
        ),
        key=lambda word: (word not in declared, not is_compound(word), -words[word], word),
    )


def _files(study: Study, draft: Draft) -> list[int]:
    return sorted({study.atoms[atom].file for atom in draft.atoms})


def _main_files(study: Study, draft: Draft) -> list[int]:
    """Return the files that a part is about: its code, where that is much of it, else what there is to review."""
    every = _files(study, draft)
    review = [index for index in every if study.readings[index].counts == "to_review"]
    code = [index for index in review if study.readings[index].kind in {"source", "migration"}]
    much = _lines(study, draft, code) >= MUCH * _lines(study, draft, review)
    return (code if much else review) or every


def _lines(study: Study, draft: Draft, files: Sequence[int]) -> int:
    return sum(study.atoms[at].size for at in draft.atoms if study.atoms[at].file in files)


def _symbols(study: Study, draft: Draft, main: frozenset[int]) -> list[str]:
    """Return the names that a part declares in its main files and that tell it from the others best; none for prose.

    Names of this part alone come first, then what others call (no test, no constant, nothing private), then what most
    of its places speak of.
    """
    own = frozenset(draft.atoms)
    inside, outside = [], set[str]()
    for node, whole in zip(study.nodes, study.looks, strict=True):
        reading = study.readings[whole.file]
        if own.isdisjoint(node):
            outside |= whole.words
            continue
        seen = whole
        if not own.issuperset(node):  # a long file, of which other parts have the rest
            outside |= look(tuple(atom for atom in node if atom not in own), study.atoms).words
            seen = look(tuple(atom for atom in node if atom in own), study.atoms)
        if seen.file in main and reading.counts == "to_review" and reading.kind != "documentation":
            inside.append(seen)
    declares = {name for seen in inside for name in seen.declares | seen.withdraws}
    used = Counter(word for seen in inside for word in seen.words)
    names = sorted(
        (name for name in declares if name.isidentifier() and len(name) <= LONGEST and not name.startswith("__")),
        key=lambda name: (
            name.lower().startswith("test"), name in outside, name.isupper(), name.startswith("_"), -used[name], name,
        ),
    )  # fmt: skip
    return names[:NAMED]


def _where(paths: Sequence[str]) -> str:
    """Return where all files of a part are, as a reason."""
    return f"{'all of it is' if len(set(paths)) == 1 else 'its files are'} in {_folder(paths)}"


def _folder(paths: Sequence[str]) -> str:
    """Return the deepest folder that all paths are in, or the one file itself; else the first folder of most."""
    if len(set(paths)) == 1:
        return f"`{paths[0]}`"
    split = [path.split("/")[:-1] for path in paths]
    shared = 0
    while all(len(one) > shared and one[shared] == split[0][shared] for one in split):
        shared += 1
    if shared:
        return f"`{'/'.join(split[0][:shared])}/`"
    tops = Counter(one[0] for one in split if one)
    most = min(tops, key=lambda name: (-tops[name], name), default="")
    return f"`{most}/` and elsewhere" if most else "several folders"
