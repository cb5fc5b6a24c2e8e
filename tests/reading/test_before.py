"""The text before a change, from the one after it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings

from bot.facts.change import FileChange, Hunk, Line
from bot.reading.before import text_before
from tests.splitting.rehearsal import Change
from tests.splitting.test_properties import changes

if TYPE_CHECKING:
    from tests.splitting.rehearsal import Tree


@settings(max_examples=10, deadline=None)
@given(changes())
def test_taking_the_hunks_back_gives_the_old_text(drawn: tuple[Tree, Tree]) -> None:
    """For any edit that git tells, open ends and carriage returns included."""
    base, head = drawn
    with tempfile.TemporaryDirectory() as folder:
        files = Change(Path(folder) / "repo", base, head).facts.files
    texts = [file for file in files if file.status in {"modified", "renamed"} and not file.binary and file.hunks]
    before = [text_before(file, str(head[file.path])) for file in texts]
    assert [base[file.old_path or file.path] for file in texts] == before


def test_hunks_that_do_not_fit_give_nothing() -> None:
    """A text of another commit is not guessed at."""
    file = FileChange("a.py", hunks=(Hunk(1, 1, 1, 1, "", (Line("-", "old", 1, None), Line("+", "new", None, 1))),))
    assert (None, "old\n") == (text_before(file, "other\n"), text_before(file, "new\n"))
