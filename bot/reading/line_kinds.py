"""What was done to each changed line: laid out anew, an import, moved, edited like others, a comment.

Each kind has a reader of its own that marks lines; the first that marks a line has it, and what none marks is semantic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.languages import readers_of
from bot.reading.layout import mark_layout
from bot.reading.marks import MarkedFile
from bot.reading.moved import mark_moved
from bot.reading.systematic import mark_systematic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import LineKind
    from bot.policy.languages import Language


def read_line_kinds(
    files: Sequence[FileChange], languages: Sequence[Language] = ()
) -> tuple[tuple[LineKind, ...], ...]:
    """Return, for each file in the order given, the kind of each added or removed line in the order of its hunks.

    `languages` are those of the effort rules; without them no comments and imports are known. Moves and systematic
    edits are found across all the files given. The result does not depend on the order of the files, and the time
    grows with the number of characters.
    """
    readers = readers_of(tuple(languages))
    marked = [MarkedFile(file, readers.of(file.path)) for file in files]
    for one in marked:
        mark_layout(one)
        _mark_imports(one)
    in_order = sorted(marked, key=lambda one: (one.file.path, one.file.status))
    mark_moved(in_order)
    mark_systematic(in_order)
    for one in marked:
        _mark_comments(one)
    return tuple(tuple(kind or "semantic" for kind in one.kinds) for one in marked)


def _mark_imports(file: MarkedFile) -> None:
    if file.language is None or not file.language.knows_imports:
        return
    for side in file.sides:
        for index in file.language.imports(side.section, side.texts):
            if (at := side.changed[index]) is not None and file.kinds[at] is None:
                file.kinds[at] = "import"


def _mark_comments(file: MarkedFile) -> None:
    if file.language is None:
        return
    for side in file.sides:
        for index in file.language.comments(side.texts):
            if (at := side.changed[index]) is not None and file.kinds[at] is None:
                file.kinds[at] = "comment"
