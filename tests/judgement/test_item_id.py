"""The name of a question: the same lines have the same name, other lines have another one."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.change import FileChange
from bot.facts.verdict import ChecklistItem, Place
from bot.judgement.item_id import item_id
from tests.judgement.changes import change

ITEM = ChecklistItem("What ends this loop?", Place("a.py", (2, 3)), "loop")
LINES = ["start()", "while True:", "    retry()", "stop()"]


def name(lines: list[str], place: Place | None = ITEM.place, **other: str) -> str:
    """Return the name of the question about a file with these lines added."""
    item = replace(ITEM, place=place, **other)
    return item_id(item, change("a.py", added=tuple(lines), status="added"))


def test_lines_that_moved_keep_the_name() -> None:
    """A push above them shifts their numbers, not the text that somebody looked at."""
    assert name(LINES) == name(["import time", *LINES], Place("a.py", (3, 4)))


def test_other_lines_have_another_name() -> None:
    """The text at the place changed: nobody looked at it yet."""
    assert name(LINES) != name([*LINES[:2], "    retry_later()", LINES[3]])


def test_another_rule_question_or_path_is_another_question() -> None:
    """Each of them alone gives a name of its own."""
    names = {
        name(LINES),
        name(LINES, rule="other"),
        name(LINES, says="Is it needed?"),
        name(LINES, Place("b.py", (2, 3))),
    }
    assert len(names) == 4


def test_a_question_about_a_file_is_about_its_changed_lines() -> None:
    """One line more in the file, and it is to be looked at again."""
    whole = Place("a.py")
    assert (name(LINES, whole) == name(LINES, whole), name(LINES, whole) == name([*LINES, "x"], whole)) == (True, False)


def test_a_file_nobody_could_read_has_a_name_all_the_same() -> None:
    """GitHub left its patch out, or the place is in no file."""
    unread = [item_id(ITEM, FileChange("a.py")), item_id(ITEM, None), item_id(replace(ITEM, place=None), None)]
    assert [len(each) for each in unread] == [16, 16, 16]
