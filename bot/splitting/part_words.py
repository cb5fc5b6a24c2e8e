"""What a part is called and why it is a part, in words made of its own symbols and folders."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileStatus
    from bot.splitting.steps import Draft, Stack
    from bot.splitting.study import Study

NAMED = 3
LONGEST = 60
"""Characters of a name that are shown: longer ones were written by a program."""
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
    """Return a title such as "Add `parse_header` in src/http": what is done, to what, where."""
    main = [study.readings[index] for index in _main_files(study, draft)]
    files = [study.files[index] for index in _main_files(study, draft)]
    status = {file.status for file in files}
    verb = _VERBS[next(iter(status))] if len(status) == 1 else "Change"
    if all(reading.kind == "documentation" for reading in main):
        verb = "Document"
    elif {reading.counts for reading in main} == {"tests"}:
        verb = "Test"
    symbols = _symbols(study, draft)
    where = _folder([file.path for file in files])
    if symbols:
        return f"{verb} {', '.join(f'`{symbol}`' for symbol in symbols)} in {where}"
    names = list(dict.fromkeys(file.path.rpartition("/")[2][:LONGEST] for file in files))
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{verb} {', '.join(f'`{name}`' for name in names[:NAMED])}{more} in {where}"


def reasons(study: Study, stack: Stack, index: int) -> tuple[str, ...]:
    """Return why the lines of a part are together and why it stands where it stands."""
    draft = stack.drafts[index]
    own = frozenset(draft.atoms)
    inside = [not own.isdisjoint(node) for node in study.nodes]
    bound = [bond.why for bond in study.bonds if inside[bond.one] and inside[bond.other]]
    words = Counter(
        word for at, seen in enumerate(study.looks) if inside[at] for word in seen.words if len(word) <= LONGEST
    )
    outside = Counter(word for at, seen in enumerate(study.looks) if not inside[at] for word in seen.words)
    shared = sorted(
        (word for word, count in words.items() if count > 1 and not outside[word]),
        key=lambda word: (-words[word], word),
    )
    found = [f"its lines share {', '.join(f'`{word}`' for word in shared[:NAMED])}"] if shared else []
    found += dict.fromkeys(bound)
    files = _files(study, draft)
    if not found and len(files) == 1:
        found.append(f"all of it is in `{study.files[files[0]].path}`")
    found = found[:_REASONS]
    found += draft.merged[:NAMED]
    found += [f"after part {one + 1}: {why}" for (one, other), why in sorted(stack.why.items()) if other == index]
    return tuple(found)


def _files(study: Study, draft: Draft) -> list[int]:
    return sorted({study.atoms[atom].file for atom in draft.atoms})


def _main_files(study: Study, draft: Draft) -> list[int]:
    """Return the files that a part is about: its code, else what there is to review, else all of it."""
    every = _files(study, draft)
    review = [index for index in every if study.readings[index].counts == "to_review"]
    code = [index for index in review if study.readings[index].kind in {"source", "migration"}]
    return code or review or every


def _symbols(study: Study, draft: Draft) -> list[str]:
    """Return the names that a part declares and that tell it from the others best; nothing for prose.

    Names of this part alone come first, then what others call (no constant, nothing private), then what most of its
    places speak of.
    """
    own = frozenset(draft.atoms)
    inside, outside = [], set[str]()
    for node, seen in zip(study.nodes, study.looks, strict=True):
        if own.isdisjoint(node):
            outside |= seen.words
        elif study.readings[seen.file].counts == "to_review" and study.readings[seen.file].kind != "documentation":
            inside.append(seen)
    declares = {name for seen in inside for name in seen.declares | seen.withdraws}
    used = Counter(word for seen in inside for word in seen.words)
    names = sorted(
        (name for name in declares if name.isidentifier() and len(name) <= LONGEST),
        key=lambda name: (name in outside, name.isupper(), name.startswith("_"), -used[name], name),
    )
    return names[:NAMED]


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
