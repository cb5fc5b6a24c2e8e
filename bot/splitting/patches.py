"""The patch of each part, as git writes and applies it, against the state with the parts before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.splitting.render import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.facts.change import FileChange
    from bot.facts.split import Range, SplitFile, SplitPlan
    from bot.splitting.render import Owners, Piece

OPEN = "\\ No newline at end of file\n"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def patch_of(plan: SplitPlan, files: Sequence[FileChange], number: int, before: AbstractSet[int]) -> str:
    """Return the patch of one part on the base with the parts `before`; files that go as a whole are not in it."""
    by_path = {file.path: file for file in files}
    out = []
    for shown in plan.parts[number - 1].files:
        if not shown.whole:
            file = by_path[shown.path]
            owners = owners_of(plan, file)
            found = pieces(file, owners, before, {number})
            begun = any(part in before for own in owners for part in own)
            out.append(_header(file, begun=begun) + "".join(_hunk(piece) for piece in found))
    return "".join(out)


def owners_of(plan: SplitPlan, file: FileChange) -> Owners:
    """Return which part each line of a file's hunks is in."""
    own = [(part.number, shown) for part in plan.parts for shown in part.files if shown.path == file.path]
    added = {line: number for number, shown in own for line in _lines(shown, "+")}
    removed = {line: number for number, shown in own for line in _lines(shown, "-")}
    return tuple(
        tuple(
            -1 if line.sign == " " else added[line.new or 0] if line.sign == "+" else removed[line.old or 0]
            for line in hunk.lines
        )
        for hunk in file.hunks
    )


def _lines(shown: SplitFile, sign: str) -> Iterator[int]:
    ranges: tuple[Range, ...] = shown.added if sign == "+" else shown.removed
    return (line for first, last in ranges for line in range(first, last + 1))


def _header(file: FileChange, *, begun: bool) -> str:
    """Return a file's header: what happens to the file itself happens in the first part that touches it."""
    new = file.path
    old = new if begun else file.old_path or new
    lines = [f"diff --git {_quoted('a/' + old)} {_quoted('b/' + new)}"]
    source = _quoted("a/" + old)
    if not begun and file.status == "added":
        lines.append(f"new file mode {file.new_mode or '100644'}")
        source = "/dev/null"
    elif not begun:
        if file.old_mode and file.new_mode and file.old_mode != file.new_mode:
            lines += [f"old mode {file.old_mode}", f"new mode {file.new_mode}"]
        if old != new:
            lines += [f"rename from {_quoted(old)}", f"rename to {_quoted(new)}"]
    return "\n".join([*lines, f"--- {_closed(source)}", f"+++ {_closed(_quoted('b/' + new))}"]) + "\n"


def _hunk(piece: Piece) -> str:
    section = f" {piece.section}" if piece.section else ""
    head = f"@@ -{piece.old_start},{piece.old_lines} +{piece.new_start},{piece.new_lines} @@{section}\n"
    texts = [f"{sign}{text}\n" for sign, text in piece.lines]
    last_old = max((at for at, (sign, _) in enumerate(piece.lines) if sign != "+"), default=-1)
    last_new = max((at for at, (sign, _) in enumerate(piece.lines) if sign != "-"), default=-1)
    for at in {last_old if piece.old_open else -1, last_new if piece.new_open else -1} - {-1}:
        texts[at] += OPEN
    return head + "".join(texts)


def _quoted(path: str) -> str:
    """Return a path as git writes it: in quotes where it holds a quote, a backslash or a control character."""
    if any(char in _ESCAPES or ord(char) < 0x20 or ord(char) == 0x7F for char in path):  # noqa: PLR2004 - ASCII controls
        return '"' + "".join(_escaped(char) for char in path) + '"'
    return path


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\{ord(char):03o}" if ord(char) < 0x20 or ord(char) == 0x7F else char  # noqa: PLR2004


def _closed(path: str) -> str:
    """Return a path for `---` and `+++`: git ends one with a space in it with a tab."""
    return f"{path}\t" if " " in path and not path.startswith('"') else path
