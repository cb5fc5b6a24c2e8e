"""Every file with its kind, its lines and why: what is to review, and what was set aside for which reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.figures import part_of_minutes
from bot.messages.fold import fold, table
from bot.messages.markdown import cell_code, cell_prose
from bot.messages.places import PATH_AT_MOST
from bot.messages.visible import shorten_middle

if TYPE_CHECKING:
    from bot.facts.verdict import FileReading

_NUMBERS = frozenset({2, 3})  # the columns Added and Removed


def files_table(files: tuple[FileReading, ...], *, measured: bool = True) -> str:
    """Return two folds, the second with the reason for every file set aside; empty where there are no files.

    Where the change could not be `measured`, a file that was not seen whole has no time.
    """
    read = sorted((file for file in files if file.counts != "set_aside"), key=lambda file: (-file.minutes, file.path))
    aside = sorted((file for file in files if file.counts == "set_aside"), key=lambda file: file.path)
    folds = (_read(read, measured=measured) if read else "", _set_aside(aside) if aside else "")
    return "\n".join(part for part in folds if part)


def _read(files: list[FileReading], *, measured: bool) -> str:
    times = ["not measured" if file.note and not measured else part_of_minutes(file.minutes) for file in files]
    rows = [(*_name_and_lines(file), time, _why(file)) for file, time in zip(files, times, strict=True)]
    header = ("File", "Kind", "Added", "Removed", "Time", "Why this kind")
    return fold(f"{counted(len(files), 'file')} to review, with kind and time", table(header, rows, _NUMBERS))


def _set_aside(files: list[FileReading]) -> str:
    rows = [(*_name_and_lines(file), _why(file)) for file in files]
    header = ("File", "Kind", "Added", "Removed", "Why it was set aside")
    return fold(f"{counted(len(files), 'file')} set aside, and why", table(header, rows, _NUMBERS))


def _name_and_lines(file: FileReading) -> tuple[str, str, str, str]:
    path = cell_code(shorten_middle(file.path, PATH_AT_MOST))
    return path, file.kind.replace("_", " "), f"{file.added:,}", f"{file.removed:,}"


def _why(file: FileReading) -> str:
    was = f"; was {cell_code(shorten_middle(file.old_path, PATH_AT_MOST))}" if file.old_path else ""
    note = f"; {cell_prose(file.note)}" if file.note else ""
    return f"{cell_prose(file.reason)}{was}{note}"
